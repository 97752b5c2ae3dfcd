package dev.sluice.modules.system.setup;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;

/**
 * The host gets another name, now and in {@code /etc/hostname}.
 *
 * @param name the new name
 */
public record HostNamed(String name) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer to NodeName is a string
    public <V> Answer<V> after(Fact<V> fact, World world) {
        return fact instanceof NodeName ? (Answer<V>) Answer.of(name) : world.before(fact);
    }
}
