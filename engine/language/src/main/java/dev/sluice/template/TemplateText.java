package dev.sluice.template;

import dev.sluice.source.Tagged;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells templates from plain text. */
final class TemplateText {
    private TemplateText() {}

    static boolean is(String text) {
        for (int at = text.indexOf('{'); at >= 0 && at + 1 < text.length(); at = text.indexOf('{', at + 1)) {
            char next = text.charAt(at + 1);
            if (next == '{' || next == '%' || next == '#') {
                return true;
            }
        }
        return false;
    }

    /** Whether anything in the value must be evaluated or, if it is marked as no template, unwrapped. */
    static boolean within(@Nullable Object value) {
        if (value instanceof String text) {
            return is(text);
        } else if (value instanceof Tagged) {
            return true;
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (within(entry.getValue()) || within(entry.getKey())) {
                    return true;
                }
            }
        } else if (value instanceof Collection<?> items) {
            for (Object item : items) {
                if (within(item)) {
                    return true;
                }
            }
        }
        return false;
    }
}
