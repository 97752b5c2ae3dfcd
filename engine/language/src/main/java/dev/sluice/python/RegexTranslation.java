package dev.sluice.python;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression of Python in Java's dialect. Named groups become numbered ones, because Java's names allow no underscore;
 * anchors, comments, white space of verbose expressions and everything that only Java takes for special are rewritten.
 *
 * @param pattern the expression for {@code java.util.regex}
 * @param flags its flags
 * @param multiline whether {@code ^} and {@code $} match at every line
 * @param groups the numbers of the named groups
 */
record RegexTranslation(String pattern, int flags, boolean multiline, Map<String, Integer> groups) {
    /** @throws PatternSyntaxException if the expression is malformed */
    static RegexTranslation of(String expression, Collection<Regex.Flag> flags) {
        return new Translator(expression, flags).run();
    }

    /** The digits after a backslash that belong together: up to three if they are octal, else up to two. */
    static String digits(String text, int at) {
        int end = at + 1;
        if (text.charAt(at) == '0') {
            while (end < text.length() && end < at + 3 && isOctal(text.charAt(end))) {
                end++;
            }
        } else if (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
            boolean octal = text.charAt(at) <= '3' && isOctal(text.charAt(at + 1));
            if (octal && end < text.length() && isOctal(text.charAt(end))) {
                end++;
            }
        }
        return text.substring(at, end);
    }

    private static boolean isOctal(char digit) {
        return digit >= '0' && digit <= '7';
    }

    static boolean isAsciiLetter(int letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    private static final class Translator {
        private static final Pattern GLOBAL_FLAGS = Pattern.compile("\\(\\?([aiLmsux]+)\\)");
        private static final Pattern SCOPED_FLAGS = Pattern.compile("\\(\\?([aiLmsux]*)(?:-([imsx]+))?:");
        private static final Pattern NAMED =
                Pattern.compile("\\(\\?P<([^\\W\\d]\\w*)>", Pattern.UNICODE_CHARACTER_CLASS);
        private static final Pattern REPEAT = Pattern.compile("\\{(\\d*)(,?)(\\d*)\\}");
        private static final Set<String> LOOKS = Set.of("(?=", "(?!", "(?<=", "(?<!", "(?>");
        private static final String WORD = "[A-Za-z0-9_]";

        /** A group of two alternatives that are no more than a character each. */
        private static final Pattern EITHER =
                Pattern.compile("(?s)\\((\\?:)?(\\\\?[^()|\\[\\\\])\\|(\\\\?[^()|\\[\\\\])\\)");

        /** Alternatives that are every character together. */
        private static final Set<Set<String>> ANYTHING = Set.of(
                Set.of(".", "\n"),
                Set.of(".", "\\n"),
                Set.of(".", "\\s"),
                Set.of("\\s", "\\S"),
                Set.of("\\w", "\\W"),
                Set.of("\\d", "\\D"));

        /** What a group can change for itself. */
        private record Scope(boolean ascii, boolean multiline, boolean verbose) {}

        private final String source;
        private final StringBuilder java = new StringBuilder();
        private final Map<String, Integer> groups = new LinkedHashMap<>();
        private final Deque<Scope> outer = new ArrayDeque<>();
        private Scope scope;
        private int flags = Pattern.UNIX_LINES;
        private int count;
        private int at;

        Translator(String source, Collection<Regex.Flag> flags) {
            this.source = source;
            StringBuilder letters = new StringBuilder();
            Matcher leading = GLOBAL_FLAGS.matcher(source);
            while (leading.region(at, source.length()).lookingAt()) {
                letters.append(leading.group(1));
                at = leading.end();
            }
            boolean ascii = flags.contains(Regex.Flag.BYTES) || letters.indexOf("a") >= 0;
            boolean multiline = flags.contains(Regex.Flag.MULTILINE) || letters.indexOf("m") >= 0;
            this.scope = new Scope(ascii, multiline, letters.indexOf("x") >= 0);
            this.flags |= ascii ? 0 : Pattern.UNICODE_CHARACTER_CLASS;
            if (flags.contains(Regex.Flag.IGNORE_CASE) || letters.indexOf("i") >= 0) {
                this.flags |= Pattern.CASE_INSENSITIVE | (ascii ? 0 : Pattern.UNICODE_CASE);
            }
            if (flags.contains(Regex.Flag.DOT_ALL) || letters.indexOf("s") >= 0) {
                this.flags |= Pattern.DOTALL;
            }
        }

        RegexTranslation run() {
            boolean multiline = scope.multiline();
            while (at < source.length()) {
                next();
            }
            return new RegexTranslation(java.toString(), flags, multiline, groups);
        }

        private void next() {
            char each = source.charAt(at);
            if (scope.verbose() && each == '#') {
                int end = source.indexOf('\n', at);
                at = end < 0 ? source.length() : end;
                return;
            }
            if (scope.verbose() && Character.isWhitespace(each)) {
                at++;
                return;
            }
            switch (each) {
                case '\\' -> escape(false);
                case '[' -> characterClass();
                case '(' -> group();
                case ')' -> {
                    scope = outer.isEmpty() ? scope : outer.pop();
                    put(")", 1);
                }
                case '{' -> repeat();
                case '}' -> put("\\}", 1);
                case '^' -> put(scope.multiline() ? "(?<![^\\n])" : "\\A", 1);
                case '$' -> put(scope.multiline() ? "(?=\\n|\\z)" : "(?=\\n?\\z)", 1);
                default -> put(String.valueOf(each), 1);
            }
        }

        private void put(String text, int consumed) {
            java.append(text);
            at += consumed;
        }

        private PatternSyntaxException wrong(String what) {
            return new PatternSyntaxException(what, source, at);
        }

        private void group() {
            Matcher either = EITHER.matcher(source).region(at, source.length());
            if (!scope.verbose() && either.lookingAt() && isAnything(either.group(2), either.group(3))) {
                count += either.group(1) == null ? 1 : 0;
                put(
                        either.group(1) == null ? "((?s:.))" : "(?s:.)",
                        either.group().length());
            } else if (source.startsWith("(?P=", at)) {
                reference();
            } else if (source.startsWith("(?#", at)) {
                int end = source.indexOf(')', at);
                if (end < 0) {
                    throw wrong("missing ), unterminated comment");
                }
                at = end + 1;
            } else {
                outer.push(scope);
                open();
            }
        }

        /** Java takes some of the stack for each repetition of a group with alternatives, and none for that of a character. */
        private static boolean isAnything(String left, String right) {
            return !left.equals(right) && ANYTHING.contains(Set.of(left, right));
        }

        private void open() {
            Matcher scoped = SCOPED_FLAGS.matcher(source).region(at, source.length());
            if (!source.startsWith("(?", at)) {
                count++;
                put("(", 1);
            } else if (source.startsWith("(?P<", at)) {
                name();
            } else if (source.startsWith("(?(", at)) {
                throw wrong("a conditional (?(...)) is not supported; write both cases out");
            } else if (scoped.lookingAt()) {
                String off = scoped.group(2) == null ? "" : scoped.group(2);
                flags(scoped.group(1), off);
                at = scoped.end();
            } else {
                int length = source.startsWith("(?<", at) ? 4 : 3;
                String opening = source.substring(at, Math.min(at + length, source.length()));
                if (!LOOKS.contains(opening)) {
                    boolean global = GLOBAL_FLAGS
                            .matcher(source)
                            .region(at, source.length())
                            .lookingAt();
                    throw wrong(
                            global
                                    ? "global flags not at the start of the expression"
                                    : "unknown extension " + opening.substring(1));
                }
                put(opening, opening.length());
            }
        }

        /** The beginning of a group that switches flags on and off. */
        private void flags(String on, String off) {
            boolean ascii = on.indexOf('a') >= 0 || (scope.ascii() && on.indexOf('u') < 0);
            scope = new Scope(
                    ascii,
                    on.indexOf('m') >= 0 || (scope.multiline() && off.indexOf('m') < 0),
                    on.indexOf('x') >= 0 || (scope.verbose() && off.indexOf('x') < 0));
            String switchedOn = on.replaceAll("[^is]", "") + (ascii ? "" : "U");
            String switchedOff = off.replaceAll("[^is]", "") + (ascii ? "U" : "");
            boolean plain = on.isEmpty() && off.isEmpty();
            java.append(plain ? "(?:" : "(?" + switchedOn + "-" + switchedOff + ":");
        }

        private void name() {
            Matcher named = NAMED.matcher(source).region(at, source.length());
            if (!named.lookingAt()) {
                throw wrong(
                        source.indexOf('>', at) < 0 ? "missing >, unterminated name" : "bad character in group name");
            }
            if (groups.putIfAbsent(named.group(1), ++count) != null) {
                throw wrong("redefinition of group name '" + named.group(1) + "'");
            }
            put("(", named.group().length());
        }

        private void reference() {
            int end = source.indexOf(')', at);
            String name = end < 0 ? "" : source.substring(at + "(?P=".length(), end);
            Integer number = groups.get(name);
            if (number == null) {
                throw wrong("unknown group name '" + name + "'");
            }
            put("(?:\\" + number + ")", end + 1 - at);
        }

        private void repeat() {
            Matcher repeat = REPEAT.matcher(source).region(at, source.length());
            if (!repeat.lookingAt() || repeat.group().equals("{}")) {
                put("\\{", 1);
                return;
            }
            String least = repeat.group(1).isEmpty() ? "0" : repeat.group(1);
            put(
                    "{" + least + repeat.group(2) + repeat.group(3) + "}",
                    repeat.group().length());
        }

        private void characterClass() {
            put("[", 1);
            if (source.startsWith("^", at)) {
                put("^", 1);
            }
            for (boolean first = true; at < source.length(); first = false) {
                char each = source.charAt(at);
                if (each == ']' && !first) {
                    put("]", 1);
                    return;
                }
                if (each == '\\') {
                    escape(true);
                } else {
                    put("[]&^".indexOf(each) >= 0 ? "\\" + each : String.valueOf(each), 1);
                }
            }
            throw wrong("unterminated character set");
        }

        private void escape(boolean inClass) {
            if (at + 1 == source.length()) {
                throw wrong("bad escape (end of pattern)");
            }
            int letter = source.codePointAt(at + 1);
            if (letter >= '0' && letter <= '9') {
                numberEscape(inClass);
                return;
            }
            switch (letter) {
                case 'x' -> codePoint(2);
                case 'u' -> codePoint(4);
                case 'U' -> codePoint(8);
                case 'N' -> characterName();
                default -> put(named(letter, inClass), 1 + Character.charCount(letter));
            }
        }

        private void codePoint(int digits) {
            int start = at + 2;
            if (start + digits > source.length()
                    || !source.substring(start, start + digits).matches("[0-9a-fA-F]+")) {
                throw wrong("incomplete escape \\" + source.charAt(at + 1));
            }
            put("\\x{" + source.substring(start, start + digits) + "}", 2 + digits);
        }

        private void characterName() {
            int end = source.indexOf('}', at);
            try {
                if (!source.startsWith("{", at + 2) || end < 0) {
                    throw wrong("missing {NAME} after \\N");
                }
                int point = Character.codePointOf(source.substring(at + 3, end));
                put("\\x{" + Integer.toHexString(point) + "}", end + 1 - at);
            } catch (PatternSyntaxException missing) {
                throw missing;
            } catch (IllegalArgumentException unknown) {
                throw wrong("undefined character name '" + source.substring(at + 3, end) + "'");
            }
        }

        private String named(int letter, boolean inClass) {
            return switch (letter) {
                case 'd', 'D', 'w', 'W', 's', 'S' -> "\\" + (char) letter;
                case 'A' -> inClass ? bad(letter) : "\\A";
                case 'Z' -> inClass ? bad(letter) : "\\z";
                case 'b' -> inClass ? "\\x08" : scope.ascii() ? boundary() : "\\b";
                case 'B' -> inClass ? bad(letter) : scope.ascii() ? "(?!" + boundary() + ")" : "\\B";
                case 'n', 't', 'r', 'f', 'a' -> "\\" + (char) letter;
                case 'v' -> "\\x0B";
                default -> isAsciiLetter(letter) ? bad(letter) : "\\x{" + Integer.toHexString(letter) + "}";
            };
        }

        private static String boundary() {
            return "(?:(?<=" + WORD + ")(?!" + WORD + ")|(?<!" + WORD + ")(?=" + WORD + "))";
        }

        private String bad(int letter) {
            throw wrong("bad escape \\" + (char) letter);
        }

        private void numberEscape(boolean inClass) {
            String digits = digits(source, at + 1);
            if (inClass) {
                digits = digits.replaceFirst("[89].*", "");
            }
            if (digits.isEmpty()) {
                throw wrong("bad escape \\" + source.charAt(at + 1));
            }
            if (inClass || digits.startsWith("0") || digits.length() == 3) {
                put("\\x{" + Integer.toHexString(Integer.parseInt(digits, 8)) + "}", 1 + digits.length());
                return;
            }
            if (Integer.parseInt(digits) > count) {
                throw wrong("invalid group reference " + digits);
            }
            put("(?:\\" + digits + ")", 1 + digits.length());
        }
    }
}
