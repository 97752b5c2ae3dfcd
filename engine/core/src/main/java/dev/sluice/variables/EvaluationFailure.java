package dev.sluice.variables;

import dev.sluice.source.Span;
import dev.sluice.spi.value.Failure;
import org.jspecify.annotations.Nullable;

/** An expression or template could not be evaluated, or what it gives is of no use where it stands. */
public final class EvaluationFailure extends Failure {
    private final String place;

    /**
     * @param message what is wrong
     * @param hint what to do; empty if nothing can be said
     * @param span where the expression stands; null if it stands in no text of the user
     */
    public EvaluationFailure(String message, String hint, @Nullable Span span) {
        super(message, "", hint);
        this.place = span == null ? "" : span.toString();
    }

    @Override
    public String place() {
        return place;
    }
}
