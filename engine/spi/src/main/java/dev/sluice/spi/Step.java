package dev.sluice.spi;

import java.time.Duration;

/**
 * An action as data, carried out by the target's session in an apply. The shell's steps are {@link Steps.Run},
 * {@link Steps.Write} and {@link Steps.Fetch}; {@link Steps.Await}, {@link Steps.Sleep} and {@link Steps.Keep} are carried
 * out on every connection; a family with its own connection brings its own. Implemented by records, for plans are compared.
 *
 * @param <R> what it results in
 */
public interface Step<R extends StepResult> {
    /** The action as a person would type or say it; the engine redacts secrets in it. */
    String describe();

    /**
     * Whether the step ends at once, leaves nothing in the background, and its success means just what the effects of its
     * change say. Steps of coming tasks may follow such a step in the same request, before its effects were verified.
     */
    default boolean isExact() {
        return false;
    }

    /** How long it may take; positive. */
    default Duration limit() {
        return Steps.LIMIT;
    }
}
