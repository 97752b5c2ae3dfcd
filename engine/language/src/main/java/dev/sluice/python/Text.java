package dev.sluice.python;

import dev.sluice.spi.value.Secret;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of values: {@code str()} and {@code repr()}. */
public final class Text {
    private static final int MOST_DEPTH = 200;

    private Text() {}

    /** What Python's {@code str()} gives: a text as it is, everything else as {@link #quoted}. */
    public static String of(@Nullable Object value) {
        return value instanceof String text ? text : quoted(value);
    }

    /** What Python's {@code repr()} gives: texts in quotes, lists and mappings as literals. */
    public static String quoted(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 0);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out, int depth) {
        if (depth > MOST_DEPTH) {
            throw new OperationException("the value is nested more than " + MOST_DEPTH + " levels deep");
        }
        if (value instanceof String text) {
            quote(text, out);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, out, depth);
        } else if (value instanceof Collection<?> items && !(value instanceof Range)) {
            writeItems(items, out, depth);
        } else {
            out.append(scalar(value));
        }
        Limits.checkText(out.length());
    }

    private static String scalar(@Nullable Object value) {
        if (value == null) {
            return "None";
        } else if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        } else if (Numbers.isFloat(value)) {
            return FloatText.of(((Number) value).doubleValue());
        } else if (value instanceof Secret) {
            return Secret.REDACTED;
        }
        return value.toString();
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            write(entry.getKey(), out, depth + 1);
            out.append(": ");
            write(entry.getValue(), out, depth + 1);
            separator = ", ";
        }
        out.append('}');
    }

    private static void writeItems(Collection<?> items, StringBuilder out, int depth) {
        boolean tuple = items instanceof Tuple;
        out.append(tuple ? '(' : '[');
        for (Iterator<?> each = items.iterator(); each.hasNext(); ) {
            write(each.next(), out, depth + 1);
            out.append(each.hasNext() ? ", " : tuple && items.size() == 1 ? "," : "");
        }
        out.append(tuple ? ')' : ']');
    }

    private static void quote(String text, StringBuilder out) {
        char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(mark);
        text.codePoints().forEach(point -> quotePoint(point, mark, out));
        out.append(mark);
    }

    private static void quotePoint(int point, char mark, StringBuilder out) {
        switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (point == mark) {
                    out.append('\\').append(mark);
                } else if (point < ' ' || (point >= 0x7f && point < 0xa1) || point == 0xad) {
                    out.append(String.format("\\x%02x", point));
                } else if (!isPrintable(point)) {
                    out.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
                } else {
                    out.appendCodePoint(point);
                }
            }
        }
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
