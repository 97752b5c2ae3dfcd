package dev.sluice.plan;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;

/**
 * An effect that may or may not come, because its task is undecided: an answer that it would alter is unknown.
 *
 * @param effect what may come
 * @param reason what that depends on
 */
public record PossibleEffect(Effect effect, String reason) implements Effect {
    @Override
    public <V> Answer<V> after(Fact<V> fact, World world) {
        Answer<V> without = world.before(fact);
        Answer<V> with = effect.after(fact, world);
        return with.equals(without) ? without : Answer.unknown(reason);
    }
}
