package dev.sluice.template;

import dev.sluice.python.Literal;

/**
 * Takes a text that a template was put together to for the list or mapping that it spells, as ansible-core does: only a
 * text that starts with a bracket or brace, and only if all of it is literals; and the texts True and False.
 */
final class LiteralText {
    private LiteralText() {}

    static Object converted(String text) {
        if (text.equals("True") || text.equals("False")) {
            return text.equals("True");
        } else if (!text.startsWith("[") && !text.startsWith("{")) {
            return text;
        }
        Object value = Literal.valueWithJsonNames(text);
        return value == null ? text : value;
    }
}
