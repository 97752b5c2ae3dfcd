package dev.sluice.spi.value;

/** Signals that a decision needs something that cannot be known before the run. Carries no stack trace: it is no defect. */
public final class UnknownAnswerException extends RuntimeException {
    private final String reason;

    public UnknownAnswerException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** What the decision depends on, as in {@link Unknown}. */
    public String reason() {
        return reason;
    }
}
