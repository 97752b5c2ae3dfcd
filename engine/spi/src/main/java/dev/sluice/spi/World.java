package dev.sluice.spi;

import dev.sluice.spi.value.Answer;

/** A target around one effect. */
public interface World {
    /** The answer as it was before the effect. */
    <V> Answer<V> before(Fact<V> fact);

    /**
     * The answer to another question after the effect, for an effect that redirects (a path through a new symbolic
     * link). Redirecting in a circle is unknown, not endless.
     */
    <V> Answer<V> after(Fact<V> fact);

    /** The user who asks. */
    String user();
}
