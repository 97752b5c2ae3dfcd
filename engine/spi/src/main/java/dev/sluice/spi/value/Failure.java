package dev.sluice.spi.value;

/**
 * Something is wrong that the user can mend: in a runbook, in what it is given, or on a target. The message says what. It
 * is reported with the task that it ends.
 */
public abstract non-sealed class Failure extends Interruption {
    private final String reason;
    private final String hint;

    /**
     * @param message what is wrong
     * @param reason why that is so, or why it matters, as a clause that can follow "because"; empty if the message says all
     * @param hint what to do; empty if nothing can be said
     */
    protected Failure(String message, String reason, String hint) {
        super(message);
        this.reason = reason;
        this.hint = hint;
    }

    /** Why that is so, or why it matters, as a clause that can follow "because"; empty if the message says all. */
    public final String reason() {
        return reason;
    }

    /** What to do; empty if nothing can be said. */
    public final String hint() {
        return hint;
    }

    /** Where in a text of the user it is, as {@code file:line:column}; empty if it is in none. */
    public String place() {
        return "";
    }
}
