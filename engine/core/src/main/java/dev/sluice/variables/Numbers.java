package dev.sluice.variables;

import dev.sluice.runbook.Keyword;
import dev.sluice.source.Span;
import org.jspecify.annotations.Nullable;

/** Numbers that keywords give, written as digits or taken from variables. */
public final class Numbers {
    private Numbers() {}

    /**
     * The number that a value is or spells.
     *
     * @param keyword whose value it is
     * @throws EvaluationFailure if it is none
     */
    public static double of(@Nullable Object value, Keyword keyword, @Nullable Span span) {
        return of(value, keyword.word(), span);
    }

    public static double of(@Nullable Object value, String keyword, @Nullable Span span) {
        String text = String.valueOf(value).strip();
        if (!text.matches("[+-]?\\d{1,15}(\\.\\d{0,15})?")) {
            throw new EvaluationFailure(
                    "'" + keyword + "' must be a number, and this is '" + LoopFactory.shown(value) + "'", "", span);
        }
        return Double.parseDouble(text);
    }
}
