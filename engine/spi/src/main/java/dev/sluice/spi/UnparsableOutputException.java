package dev.sluice.spi;

/** A program on the target printed something that its fact does not understand. Never ignored: the task fails. */
public final class UnparsableOutputException extends RuntimeException {
    /**
     * @param what the question that was asked
     * @param why what was expected, and what came instead
     */
    public UnparsableOutputException(String what, String why) {
        super(what + ": " + why);
    }
}
