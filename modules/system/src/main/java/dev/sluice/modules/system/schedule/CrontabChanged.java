package dev.sluice.modules.system.schedule;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;
import dev.sluice.spi.value.Answer;

/**
 * A user's crontab has another text.
 *
 * @param user whose; empty for that of the user who asks
 * @param text the whole table
 */
public record CrontabChanged(String user, String text) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.on(CrontabOf.class, Reach.everything(), (question, before, world) -> {
            String asked = question.user().isEmpty() ? world.user() : question.user();
            String changed = user.isEmpty() ? world.user() : user;
            return asked.equals(changed) ? Answer.of(text) : before;
        });
    }
}
