package dev.sluice.python;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON with the spaces and escapes of Python's {@code json.dumps}. */
public final class JsonText {
    private static final int MOST_DEPTH = 200;

    private final boolean sortKeys;
    private final boolean ascii;
    private final @Nullable String indent;
    private final String itemSeparator;
    private final String keySeparator;
    private final StringBuilder out = new StringBuilder();

    private JsonText(Layout layout) {
        this.sortKeys = layout.sortKeys();
        this.ascii = layout.ascii();
        this.indent = layout.indent();
        this.itemSeparator =
                indent == null ? layout.itemSeparator() : layout.itemSeparator().stripTrailing();
        this.keySeparator = layout.keySeparator();
    }

    /**
     * How JSON is laid out.
     *
     * @param ascii whether every other character is escaped
     * @param indent what each level is moved in by; null for all on one line
     */
    public record Layout(
            boolean sortKeys, boolean ascii, @Nullable String indent, String itemSeparator, String keySeparator) {
        /** All on one line, as {@code json.dumps} does it by itself. */
        public static final Layout LINE = new Layout(false, true, null, ", ", ": ");
    }

    /** The value as JSON. */
    public static String of(@Nullable Object value, Layout layout) {
        JsonText text = new JsonText(layout);
        text.write(value, 0);
        return text.out.toString();
    }

    private void write(@Nullable Object value, int depth) {
        if (depth > MOST_DEPTH) {
            throw new OperationException("the value is nested more than " + MOST_DEPTH + " levels deep");
        }
        Limits.checkText(out.length());
        if (value instanceof Map<?, ?> map) {
            writeMap(map, depth);
        } else if (value instanceof Collection<?> items) {
            writeItems(items, depth);
        } else if (value instanceof String text) {
            quote(text);
        } else {
            out.append(scalar(value));
        }
    }

    private static String scalar(@Nullable Object value) {
        if (value == null) {
            return "null";
        } else if (value instanceof Boolean) {
            return value.toString();
        } else if (Numbers.isFloat(value)) {
            double number = Numbers.real(value);
            return Double.isNaN(number)
                    ? "NaN"
                    : Double.isInfinite(number) ? (number > 0 ? "Infinity" : "-Infinity") : FloatText.of(number);
        } else if (value instanceof Number) {
            return value.toString();
        } else if (value instanceof Moment moment) {
            return "\"" + moment.iso() + "\"";
        }
        throw new OperationException("a value of type '" + Types.name(value) + "' has no JSON form");
    }

    private void writeMap(Map<?, ?> map, int depth) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (sortKeys) {
            entries.sort((a, b) -> Comparison.order(a.getKey(), b.getKey(), "<"));
        }
        out.append('{');
        for (int i = 0; i < entries.size(); i++) {
            out.append(i == 0 ? "" : itemSeparator);
            newline(depth + 1);
            quote(key(entries.get(i).getKey()));
            out.append(keySeparator);
            write(entries.get(i).getValue(), depth + 1);
        }
        if (!entries.isEmpty()) {
            newline(depth);
        }
        out.append('}');
    }

    private static String key(@Nullable Object key) {
        return key instanceof String text ? text : scalar(key);
    }

    private void writeItems(Collection<?> items, int depth) {
        out.append('[');
        boolean first = true;
        for (Object item : items) {
            out.append(first ? "" : itemSeparator);
            newline(depth + 1);
            write(item, depth + 1);
            first = false;
        }
        if (!items.isEmpty()) {
            newline(depth);
        }
        out.append(']');
    }

    private void newline(int depth) {
        if (indent != null) {
            out.append('\n').append(indent.repeat(depth));
        }
    }

    private void quote(String text) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > 0x7e && ascii) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
