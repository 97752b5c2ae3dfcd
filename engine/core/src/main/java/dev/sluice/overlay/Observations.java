package dev.sluice.overlay;

import dev.sluice.spi.Fact;
import dev.sluice.spi.value.Answer;

/** What was read from a target, without any prediction. */
public interface Observations {
    /**
     * The answer as it was read.
     *
     * @throws MissingAnswerException if it has not been read yet; the caller fetches it and asks again
     */
    <V> Answer<V> observed(Fact<V> fact, Viewpoint from);
}
