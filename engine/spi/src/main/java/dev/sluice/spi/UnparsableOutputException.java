package dev.sluice.spi;

import dev.sluice.spi.value.Failure;

/** A program on the target printed something that its fact does not understand. Never ignored: the task fails. */
public final class UnparsableOutputException extends Failure {
    /**
     * @param what the question that was asked
     * @param why what was expected, and what came instead
     */
    public UnparsableOutputException(String what, String why) {
        super(what + ": " + why, "", "");
    }
}
