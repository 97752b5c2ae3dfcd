package dev.sluice.spi.connection;

/**
 * A way of asking and acting that a connection offers and a module needs, such as a shell. Facts and steps of one kind
 * belong to it.
 *
 * @param name as messages name it, e.g. {@code shell}
 */
public record Protocol(String name) {
    /** A POSIX shell: {@link dev.sluice.spi.ShellFact}, and the steps of {@link dev.sluice.spi.Steps}. */
    public static final Protocol SHELL = new Protocol("shell");
}
