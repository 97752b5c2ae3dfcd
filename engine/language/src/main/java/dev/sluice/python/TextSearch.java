package dev.sluice.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds and replaces parts of texts. */
public final class TextSearch {
    private TextSearch() {}

    static Object search(String text, MethodArguments arguments) {
        arguments.expect(1, 3);
        String part = arguments.text(0, "sub");
        int size = text.length();
        int start = bound(arguments.value(1, "start"), size, 0);
        int end = bound(arguments.value(2, "end"), size, size);
        if (arguments.method().equals("count")) {
            return start > end ? 0L : count(text.substring(start, end), part);
        }
        int at = start > end
                ? -1
                : find(text.substring(start, end), part, arguments.method().startsWith("r"));
        if (at < 0 && arguments.method().endsWith("index")) {
            throw new OperationException("substring not found", "find() gives -1 instead of an error");
        }
        return at < 0 ? -1L : (long) start + at;
    }

    private static int find(String text, String part, boolean last) {
        return last ? text.lastIndexOf(part) : text.indexOf(part);
    }

    private static long count(String text, String part) {
        if (part.isEmpty()) {
            return text.length() + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static int bound(@Nullable Object value, int size, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        long bound = Numbers.integer(value).longValue();
        return (int) Math.max(0, Math.min(size, bound < 0 ? bound + size : bound));
    }

    static boolean hasEdge(String text, MethodArguments arguments) {
        arguments.expect(1, 3);
        boolean start = arguments.method().equals("startswith");
        int from = bound(arguments.value(1, "start"), text.length(), 0);
        int to = bound(arguments.value(2, "end"), text.length(), text.length());
        String part = from > to ? "" : text.substring(from, to);
        Object edges = arguments.value(0, "prefix");
        for (Object edge : edges instanceof Tuple tuple ? tuple : List.of(arguments.text(0, "prefix"))) {
            if (edge instanceof String wanted && (start ? part.startsWith(wanted) : part.endsWith(wanted))) {
                return true;
            }
        }
        return false;
    }

    /** Replaces the first {@code count} occurrences; all of them if it is negative. */
    public static String replace(String text, String old, String replacement, long count) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (long done = 0; count < 0 || done < count; done++) {
            int at = old.isEmpty() ? from : text.indexOf(old, from);
            if (at < 0 || at > text.length()) {
                break;
            }
            out.append(text, from, at).append(replacement);
            Limits.checkText(out.length());
            if (old.isEmpty()) {
                if (at == text.length()) {
                    return out.toString();
                }
                out.append(text.charAt(at));
            }
            from = at + Math.max(1, old.length());
        }
        return from >= text.length()
                ? out.toString()
                : out.append(text.substring(from)).toString();
    }
}
