package dev.sluice.python;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression of Python in Java's dialect. Named groups become numbered ones, because Java's names allow no
 * underscore; brackets and ampersands within classes, and braces that are no repetition, are escaped.
 *
 * @param pattern the expression for {@code java.util.regex}
 * @param groups the numbers of the named groups
 */
record RegexTranslation(String pattern, Map<String, Integer> groups) {
    private static final Pattern REPETITION = Pattern.compile("\\{(?:\\d+(?:,\\d*)?|,\\d+)}");
    private static final Pattern NAMED = Pattern.compile("\\(\\?P<(\\w+)>");
    private static final Pattern REFERENCE = Pattern.compile("\\(\\?P=(\\w+)\\)");

    static RegexTranslation of(String expression) {
        return new Translator(expression).run();
    }

    private static final class Translator {
        private final String source;
        private final StringBuilder out = new StringBuilder();
        private final Map<String, Integer> groups = new LinkedHashMap<>();
        private int count;
        private int at;

        Translator(String source) {
            this.source = source;
        }

        RegexTranslation run() {
            while (at < source.length()) {
                char c = source.charAt(at);
                switch (c) {
                    case '\\' -> escape();
                    case '[' -> characterClass();
                    case '(' -> group();
                    case '{' -> brace();
                    case '}' -> append("\\}", 1);
                    default -> append(String.valueOf(c), 1);
                }
            }
            return new RegexTranslation(out.toString(), groups);
        }

        private void append(String text, int consumed) {
            out.append(text);
            at += consumed;
        }

        private void escape() {
            if (at + 1 == source.length()) {
                throw new OperationException("bad escape (end of pattern)");
            }
            char letter = source.charAt(at + 1);
            switch (letter) {
                case 'Z' -> append("\\z", 2);
                case 'h', 'H', 'R', 'X', 'z', 'G', 'k', 'p', 'P', 'Q', 'E', 'K', 'y', 'e', 'c' ->
                    throw new OperationException("bad escape \\" + letter + " in the regular expression");
                case 'v' -> append("\\x0B", 2);
                default -> append(source.substring(at, at + 2), 2);
            }
        }

        private void brace() {
            Matcher repetition = REPETITION.matcher(source).region(at, source.length());
            if (repetition.lookingAt()) {
                String text = repetition.group();
                append(text.startsWith("{,") ? "{0" + text.substring(1) : text, text.length());
            } else {
                append("\\{", 1);
            }
        }

        private void group() {
            Matcher named = NAMED.matcher(source).region(at, source.length());
            Matcher reference = REFERENCE.matcher(source).region(at, source.length());
            if (named.lookingAt()) {
                groups.put(named.group(1), ++count);
                append("(", named.group().length());
            } else if (reference.lookingAt()) {
                Integer number = groups.get(reference.group(1));
                if (number == null) {
                    throw new OperationException("unknown group name '" + reference.group(1) + "'");
                }
                append("(?:\\" + number + ")", reference.group().length());
            } else if (source.startsWith("(?#", at)) {
                int end = source.indexOf(')', at);
                at = end < 0 ? source.length() : end + 1;
            } else {
                count += source.startsWith("(?", at) ? 0 : 1;
                append("(", 1);
            }
        }

        private void characterClass() {
            append("[", 1);
            if (at < source.length() && source.charAt(at) == '^') {
                append("^", 1);
            }
            boolean first = true;
            while (at < source.length() && (first || source.charAt(at) != ']')) {
                char c = source.charAt(at);
                if (c == '\\' && at + 1 < source.length()) {
                    boolean backspace = source.charAt(at + 1) == 'b';
                    append(backspace ? "\\x08" : source.substring(at, at + 2), 2);
                } else if (c == '[' || c == ']' || c == '&' || c == '^') {
                    append("\\" + c, 1);
                } else {
                    append(String.valueOf(c), 1);
                }
                first = false;
            }
            if (at == source.length()) {
                throw new OperationException(
                        "the regular expression " + Text.quoted(source) + " has a '[' without ']'");
            }
            append("]", 1);
        }
    }
}
