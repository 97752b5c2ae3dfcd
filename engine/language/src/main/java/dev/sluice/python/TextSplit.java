package dev.sluice.python;

import java.util.Collections;
import java.util.List;

/** Splits texts. */
public final class TextSplit {
    private TextSplit() {}

    static Object call(String text, MethodArguments arguments) {
        return switch (arguments.method()) {
            case "split", "rsplit" -> {
                arguments.expect(0, 2);
                long most = arguments.integer(1, "maxsplit", -1);
                boolean right = arguments.method().equals("rsplit");
                yield arguments.value(0, "sep") == null
                        ? words(text, most, right)
                        : split(text, arguments.text(0, "sep"), most, right);
            }
            case "splitlines" -> lines(text, Types.truth(arguments.value(0, "keepends")));
            default -> {
                arguments.expect(1, 1);
                yield partition(
                        text, arguments.text(0, "sep"), arguments.method().equals("rpartition"));
            }
        };
    }

    /** The words between runs of white space, at most {@code most} splits (all if negative). */
    public static List<Object> words(String text, long most, boolean fromRight) {
        return fromRight ? wordsFromRight(text, most) : wordsFromLeft(text, most);
    }

    private static List<Object> wordsFromLeft(String text, long most) {
        OwnList words = new OwnList();
        int at = skip(text, 0, true);
        while (at < text.length()) {
            int end = words.size() == most ? text.length() : skip(text, at, false);
            words.add(text.substring(at, end));
            at = skip(text, end, true);
        }
        return words;
    }

    private static int skip(String text, int from, boolean space) {
        int at = from;
        while (at < text.length() && LetterCase.isSpace(text.charAt(at)) == space) {
            at++;
        }
        return at;
    }

    private static List<Object> wordsFromRight(String text, long most) {
        OwnList words = new OwnList();
        int end = skipBack(text, text.length(), true);
        while (end > 0) {
            int start = words.size() == most ? 0 : skipBack(text, end, false);
            words.add(text.substring(start, end));
            end = skipBack(text, start, true);
        }
        Collections.reverse(words);
        return words;
    }

    private static int skipBack(String text, int from, boolean space) {
        int at = from;
        while (at > 0 && LetterCase.isSpace(text.charAt(at - 1)) == space) {
            at--;
        }
        return at;
    }

    /** The parts between separators, at most {@code most} splits (all if negative). */
    public static List<Object> split(String text, String separator, long most, boolean fromRight) {
        if (separator.isEmpty()) {
            throw new OperationException("empty separator", "'text | list' gives the characters");
        }
        OwnList parts = new OwnList();
        String rest = text;
        while (parts.size() != most) {
            int at = fromRight ? rest.lastIndexOf(separator) : rest.indexOf(separator);
            if (at < 0) {
                break;
            }
            parts.add(fromRight ? rest.substring(at + separator.length()) : rest.substring(0, at));
            rest = fromRight ? rest.substring(0, at) : rest.substring(at + separator.length());
        }
        parts.add(rest);
        if (fromRight) {
            Collections.reverse(parts);
        }
        return parts;
    }

    private static Tuple partition(String text, String separator, boolean last) {
        int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (separator.isEmpty()) {
            throw new OperationException("empty separator");
        } else if (at < 0) {
            return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
        }
        return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }

    /** The lines, with their ends if asked. */
    public static List<Object> lines(String text, boolean keepEnds) {
        OwnList lines = new OwnList();
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && !isLineEnd(text.charAt(end))) {
                end++;
            }
            int next = end == text.length() ? end : text.startsWith("\r\n", end) ? end + 2 : end + 1;
            lines.add(text.substring(start, keepEnds ? next : end));
            start = next;
        }
        return lines;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n'
                || c == '\r'
                || c == 0x0b
                || c == '\f'
                || (c >= 0x1c && c <= 0x1e)
                || c == 0x85
                || c == 0x2028
                || c == 0x2029;
    }
}
