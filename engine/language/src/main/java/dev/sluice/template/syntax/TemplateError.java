package dev.sluice.template.syntax;

import dev.sluice.spi.value.Failure;

/** A template or expression that cannot be evaluated. The offset lets the caller point at the place in its source. */
public class TemplateError extends Failure {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * An error at a place.
     *
     * @param message what is wrong
     * @param hint what to do about it; empty if nothing can be said
     * @param offset where in the template's text, in UTF-16 units from its start; -1 if nowhere in particular
     */
    public TemplateError(String message, String hint, int offset) {
        super(message, "", hint);
        this.offset = offset;
    }

    /** Where in the template's text, in UTF-16 units from its start; -1 if nowhere in particular. */
    public int offset() {
        return offset;
    }
}
