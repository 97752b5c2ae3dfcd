package dev.sluice.bind;

import dev.sluice.python.StringEscapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ansible's older way to write parameters: {@code copy: src=a dest="b c"} and {@code command: make creates=out}. Quotes and
 * templates keep their blanks together; a backslash escapes as in Python inside a value.
 *
 * @param pairs what is {@code key=value}
 * @param free the rest, as written
 */
record KeyValues(List<Pair> pairs, String free) {
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_][\\w.-]*)=(.*)", Pattern.DOTALL);
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(U[0-9a-fA-F]{8}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{1,3}|[\\\\'\"abfnrtv])");

    /**
     * One {@code key=value}.
     *
     * @param start offset of the key in the text
     * @param end offset after the value
     */
    record Pair(String key, String value, int start, int end) {}

    /** Parses a text in which every {@code key=value} is a pair. */
    static KeyValues parse(String text) {
        return parse(text, key -> true);
    }

    /** Parses a text in which {@code key=value} is a pair only for certain keys. */
    static KeyValues parse(String text, Predicate<String> isKey) {
        List<Pair> pairs = new ArrayList<>();
        StringBuilder free = new StringBuilder();
        int written = 0;
        for (int[] word : words(text)) {
            Matcher matcher = PAIR.matcher(text.substring(word[0], word[1]));
            if (matcher.matches() && isKey.test(matcher.group(1))) {
                pairs.add(new Pair(matcher.group(1), unquote(unescape(matcher.group(2))), word[0], word[1]));
                free.append(text, written, word[0]);
                written = word[1];
            }
        }
        free.append(text.substring(written));
        return new KeyValues(pairs, free.toString().strip());
    }

    /** The pairs of {@code a=1, b=2} or {@code a=1 b=2}. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        pairs.forEach(pair -> values.put(pair.key(), pair.value().replaceFirst(",$", "")));
        return values;
    }

    /** Start and end of each word. */
    private static List<int[]> words(String text) {
        List<int[]> words = new ArrayList<>();
        int index = 0;
        while (index < text.length()) {
            if (Character.isWhitespace(text.charAt(index))) {
                index++;
                continue;
            }
            int end = endOfWord(text, index);
            words.add(new int[] {index, end});
            index = end;
        }
        return words;
    }

    private static int endOfWord(String text, int start) {
        int depth = 0;
        char quote = 0;
        int index = start;
        while (index < text.length()) {
            char here = text.charAt(index);
            char next = index + 1 < text.length() ? text.charAt(index + 1) : 0;
            if (here == '\\' && next != 0) {
                index += 2;
                continue;
            }
            if (quote == 0 && here == '{' && (next == '{' || next == '%' || next == '#')) {
                depth++;
                index++;
            } else if (quote == 0 && depth > 0 && (here == '}' || here == '%' || here == '#') && next == '}') {
                depth--;
                index++;
            } else if (here == '"' || here == '\'') {
                quote = quote == 0 ? here : quote == here ? 0 : quote;
            } else if (quote == 0 && depth == 0 && Character.isWhitespace(here)) {
                return index;
            }
            index++;
        }
        return text.length();
    }

    private static String unquote(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String unescape(String value) {
        return value.indexOf('\\') < 0
                ? value
                : ESCAPE.matcher(value).replaceAll(match -> Matcher.quoteReplacement(escaped(match.group())));
    }

    private static String escaped(String escape) {
        try {
            return StringEscapes.decode(escape);
        } catch (StringEscapes.BadEscapeException beyondUnicode) {
            return escape;
        }
    }
}
