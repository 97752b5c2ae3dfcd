package dev.sluice.modules.system.schedule;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;

/**
 * A user's crontab has another text.
 *
 * @param user whose; empty for that of the user who asks
 * @param text the whole table
 */
public record CrontabChanged(String user, String text) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer to CrontabOf is a text
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (!(fact instanceof CrontabOf question)) {
            return world.before(fact);
        }
        String asked = question.user().isEmpty() ? world.user() : question.user();
        String changed = user.isEmpty() ? world.user() : user;
        return asked.equals(changed) ? (Answer<V>) Answer.of(text) : world.before(fact);
    }
}
