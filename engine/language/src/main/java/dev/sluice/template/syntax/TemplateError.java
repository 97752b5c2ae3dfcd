package dev.sluice.template.syntax;

/** A template or expression that cannot be evaluated. The offset lets the caller point at the place in its source. */
public class TemplateError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final String hint;
    private final int offset;

    /**
     * An error at a place.
     *
     * @param message what is wrong
     * @param hint what to do about it; empty if nothing can be said
     * @param offset where in the template's text, in UTF-16 units from its start; -1 if nowhere in particular
     */
    public TemplateError(String message, String hint, int offset) {
        super(message);
        this.message = message;
        this.hint = hint;
        this.offset = offset;
    }

    /** What is wrong. */
    @Override
    public String getMessage() {
        return message;
    }

    /** What to do about it; empty if nothing can be said. */
    public String hint() {
        return hint;
    }

    /** Where in the template's text, in UTF-16 units from its start; -1 if nowhere in particular. */
    public int offset() {
        return offset;
    }
}
