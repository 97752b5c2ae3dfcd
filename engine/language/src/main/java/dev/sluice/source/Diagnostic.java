package dev.sluice.source;

import org.jspecify.annotations.Nullable;

/**
 * Something a user has to know about a source text.
 *
 * @param severity whether it stops the run
 * @param span where; null if it belongs to no text
 * @param message what is wrong, one sentence without a full stop
 * @param why why it matters; empty if the message says it
 * @param hint what to do, e.g. a "did you mean"; empty if nothing can be said
 */
public record Diagnostic(Severity severity, @Nullable Span span, String message, String why, String hint) {
    /** Whether a diagnostic stops the run. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** An error with a hint. */
    public static Diagnostic error(@Nullable Span span, String message, String hint) {
        return new Diagnostic(Severity.ERROR, span, message, "", hint);
    }

    /** A warning with a hint. */
    public static Diagnostic warning(@Nullable Span span, String message, String hint) {
        return new Diagnostic(Severity.WARNING, span, message, "", hint);
    }
}
