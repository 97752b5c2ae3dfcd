package dev.sluice.python;

/** An operation that its operands do not support, e.g. adding a number to a text. The caller knows the place. */
public final class OperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final String hint;

    /** A problem about which the message says all. */
    public OperationException(String message) {
        this(message, "");
    }

    /**
     * A problem and its remedy.
     *
     * @param hint what to write instead; empty if nothing can be said
     */
    public OperationException(String message, String hint) {
        super(message);
        this.message = message;
        this.hint = hint;
    }

    /** What is wrong. */
    @Override
    public String getMessage() {
        return message;
    }

    /** What to write instead; empty if nothing can be said. */
    public String hint() {
        return hint;
    }
}
