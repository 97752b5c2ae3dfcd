package dev.sluice.modules.system.kernel;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Optional;

/**
 * A kernel setting gets another value at once.
 *
 * @param key which
 * @param value the new value
 */
public record KernelSet(String key, String value) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer to KernelSetting is a text
    public <V> Answer<V> after(Fact<V> fact, World world) {
        return fact instanceof KernelSetting setting && setting.key().equals(key)
                ? (Answer<V>) Answer.of(Optional.of(value))
                : world.before(fact);
    }
}
