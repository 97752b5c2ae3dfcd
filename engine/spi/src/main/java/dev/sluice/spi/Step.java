package dev.sluice.spi;

/**
 * An action as data, carried out by the target's session in an apply. The shell's steps are {@link Steps.Run},
 * {@link Steps.Write}, {@link Steps.Fetch}, {@link Steps.Await} and {@link Steps.Sleep}; a family with its own
 * connection brings its own.
 */
public interface Step {
    /** The action as a person would type or say it; the engine redacts secrets in it. */
    String describe();

    /**
     * Whether the step ends at once, leaves nothing in the background, and its success means just what the effects of its
     * change say. Steps of coming tasks may follow such a step in the same request, before its effects were verified.
     */
    default boolean isExact() {
        return false;
    }
}
