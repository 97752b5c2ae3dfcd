package dev.sluice.template.syntax;

import org.jspecify.annotations.Nullable;

/**
 * One word of an expression.
 *
 * @param kind what it is
 * @param text the name or operator as written
 * @param value the value of a literal; null otherwise
 * @param offset where it starts in the template's text
 * @param end where it ends
 */
public record Token(Kind kind, String text, @Nullable Object value, int offset, int end) {
    public enum Kind {
        NAME,
        TEXT,
        NUMBER,
        OPERATOR,
        END
    }

    public boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    public boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** How an error message names it. */
    public String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
