package dev.sluice.spi.value;

/**
 * Ends an evaluation or a plan that cannot go on. There are three kinds: something is wrong ({@link Failure}), something
 * is not known before the run ({@link UnknownAnswerException}), or the engine has to get something first and then starts
 * again ({@link Prerequisite}). None is a defect, so none carries a stack trace. Modules let all of them pass.
 */
public abstract sealed class Interruption extends RuntimeException
        permits Failure, UnknownAnswerException, Prerequisite {
    Interruption(String message) {
        super(message, null, false, false);
    }

    /** What is wrong, unknown or missing. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
