package dev.sluice.spi;

import dev.sluice.spi.value.Answer;

/**
 * How a change alters facts, as a pure function: the answer to any question after the change, given the world before
 * it. An effect that has nothing to say about a fact returns {@code world.before(fact)}. Implement it as a record.
 */
public interface Effect {
    <V> Answer<V> after(Fact<V> fact, World world);
}
