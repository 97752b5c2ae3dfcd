package dev.sluice.spi;

/**
 * An action as data, carried out by the target's session in an apply. The shell's steps are {@link Steps.Run},
 * {@link Steps.Write}, {@link Steps.Fetch}, {@link Steps.Await} and {@link Steps.Sleep}; a family with its own
 * connection brings its own.
 */
public interface Step {
    /** The action as a person would type or say it; the engine redacts secrets in it. */
    String describe();
}
