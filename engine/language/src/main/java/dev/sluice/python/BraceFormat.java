package dev.sluice.python;

import dev.sluice.spi.value.Undefined;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code str.format}: {@code '{0} {name[key]:>8}'.format(...)}. */
final class BraceFormat {
    private final String pattern;
    private final List<Object> positional;
    private final Map<?, ?> named;
    private int nextIndex;

    private BraceFormat(String pattern, List<Object> positional, Map<?, ?> named) {
        this.pattern = pattern;
        this.positional = positional;
        this.named = named;
    }

    static String apply(String pattern, List<Object> positional, Map<?, ?> named) {
        return new BraceFormat(pattern, positional, named).expand(pattern, 0);
    }

    private String expand(String text, int depth) {
        if (depth > 2) {
            throw new OperationException("Max string recursion exceeded");
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if ((c == '{' || c == '}') && at + 1 < text.length() && text.charAt(at + 1) == c) {
                out.append(c);
                at += 2;
            } else if (c == '}') {
                throw new OperationException("Single '}' encountered in format string", "write '}}' for a brace");
            } else if (c == '{') {
                int end = closing(text, at);
                out.append(field(text.substring(at + 1, end), depth));
                at = end + 1;
            } else {
                out.append(c);
                at++;
            }
            Limits.checkText(out.length());
        }
        return out.toString();
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length(); at++) {
            depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new OperationException("Single '{' encountered in format string", "write '{{' for a brace");
    }

    private String field(String field, int depth) {
        int colon = field.indexOf(':');
        String selector = colon < 0 ? field : field.substring(0, colon);
        int bang = selector.indexOf('!');
        Object value = select(bang < 0 ? selector : selector.substring(0, bang));
        String specification = colon < 0 ? "" : expand(field.substring(colon + 1), depth + 1);
        if (value instanceof Undefined undefined) {
            throw new OperationException("'" + undefined.name() + "' is undefined", undefined.hint());
        }
        if (bang >= 0) {
            value = selector.endsWith("r") ? Text.quoted(value) : Text.of(value);
        }
        if (value instanceof Moment moment && !specification.isEmpty()) {
            return moment.format(specification);
        }
        return FormatSpec.parse(specification).apply(value);
    }

    private @Nullable Object select(String selector) {
        int end = 0;
        while (end < selector.length() && selector.charAt(end) != '.' && selector.charAt(end) != '[') {
            end++;
        }
        Object value = argument(selector.substring(0, end));
        int at = end;
        while (at < selector.length()) {
            boolean item = selector.charAt(at) == '[';
            int stop = item ? selector.indexOf(']', at) : nextMark(selector, at + 1);
            if (stop < 0) {
                throw new OperationException("expected ']' in format string '" + pattern + "'");
            }
            String name = selector.substring(at + 1, stop);
            value = item ? Members.item(value, key(name)) : attribute(value, name);
            at = item ? stop + 1 : stop;
        }
        return value;
    }

    private static @Nullable Object attribute(@Nullable Object value, String name) {
        if (value instanceof Map) {
            throw new OperationException("'dict' object has no attribute '" + name + "'", "write {0[" + name + "]}");
        }
        return Members.attribute(value, name);
    }

    private static Object key(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit) ? (Object) Long.valueOf(text) : text;
    }

    private static int nextMark(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
            at++;
        }
        return at;
    }

    private @Nullable Object argument(String name) {
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            int index = name.isEmpty() ? nextIndex++ : Integer.parseInt(name);
            if (index >= positional.size()) {
                throw new OperationException("Replacement index " + index + " out of range for positional args tuple");
            }
            return positional.get(index);
        } else if (!named.containsKey(name)) {
            throw new OperationException("format() was given no '" + name + "'");
        }
        return named.get(name);
    }
}
