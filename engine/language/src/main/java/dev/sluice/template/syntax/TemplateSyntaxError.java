package dev.sluice.template.syntax;

/** A template or expression that is wrong whatever the variables are: it does not parse, or names no known filter. */
public final class TemplateSyntaxError extends TemplateError {
    private static final long serialVersionUID = 1L;

    /** An error at an offset; see {@link TemplateError}. */
    public TemplateSyntaxError(String message, String hint, int offset) {
        super(message, hint, offset);
    }
}
