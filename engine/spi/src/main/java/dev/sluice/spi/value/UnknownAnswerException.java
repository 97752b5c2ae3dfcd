package dev.sluice.spi.value;

/** A decision needs something that cannot be known before the run: the task is undecided. */
public final class UnknownAnswerException extends Interruption {
    public UnknownAnswerException(String reason) {
        super(reason);
    }

    /** What the decision depends on, as in {@link Unknown}. */
    public String reason() {
        return getMessage();
    }
}
