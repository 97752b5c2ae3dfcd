package dev.sluice.overlay;

import dev.sluice.spi.Fact;

/**
 * A fact and how it is asked of a target.
 *
 * @param fact the question
 * @param from as whom, and with which environment
 */
public record Question(Fact<?> fact, Viewpoint from) {
    /** A question that a user asks with the usual environment. */
    public Question(Fact<?> fact, String user) {
        this(fact, Viewpoint.of(user));
    }

    /** Who asks; never empty. */
    public String user() {
        return from.user();
    }
}
