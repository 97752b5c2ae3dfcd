package dev.sluice.variables;

import dev.sluice.source.Span;
import org.jspecify.annotations.Nullable;

/** An expression or template could not be evaluated. No stack trace: it is the user's to mend. */
public final class EvaluationFailure extends RuntimeException {
    private final String hint;
    private final transient @Nullable Span span;

    /**
     * @param message what is wrong
     * @param hint what to do; empty if nothing can be said
     * @param span where the expression stands; null if it stands in no text of the user
     */
    public EvaluationFailure(String message, String hint, @Nullable Span span) {
        super(message, null, false, false);
        this.hint = hint;
        this.span = span;
    }

    public String hint() {
        return hint;
    }

    public @Nullable Span span() {
        return span;
    }

    /** The message with its place. */
    public String explained() {
        return span == null ? String.valueOf(getMessage()) : getMessage() + " (at " + span + ")";
    }
}
