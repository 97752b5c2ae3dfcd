package dev.sluice.spi;

/**
 * A fact that a POSIX shell on the target answers. Many of them are asked in one round trip, each in a subshell of its
 * own, with {@code LC_ALL=C} and {@code </dev/null}.
 */
public interface ShellFact<V> extends Fact<V> {
    /** The script: POSIX {@code sh}, read-only, bounded in time and output. */
    Script script();

    /**
     * Understands what the script printed.
     *
     * @throws UnparsableOutputException if it is not what the script is known to print; guessing is not allowed
     */
    V parse(Output output);
}
