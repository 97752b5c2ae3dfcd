package dev.sluice.python;

import java.util.regex.Pattern;

/** A shell pattern as Python's {@code fnmatch} understands it: {@code *}, {@code ?}, {@code [abc]} and {@code [!abc]}. */
public final class ShellPattern {
    private final Pattern pattern;

    private ShellPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Compiles a pattern; a bracket without its other one stands for itself. */
    public static ShellPattern of(String pattern) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char here = pattern.charAt(at);
            int from = pattern.startsWith("!", at + 1) ? at + 3 : at + 2;
            int close = here == '[' ? pattern.indexOf(']', from) : -1;
            if (close > 0) {
                regex.append(set(pattern.substring(at + 1, close)));
                at = close + 1;
                continue;
            }
            regex.append(here == '*' ? ".*" : here == '?' ? "." : Pattern.quote(Character.toString(here)));
            at++;
        }
        return new ShellPattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /** Characters and ranges between brackets; a range that runs backwards has nothing in it. */
    private static String set(String inside) {
        boolean negated = inside.startsWith("!");
        StringBuilder set = new StringBuilder();
        int at = negated ? 1 : 0;
        while (at < inside.length()) {
            boolean range = at + 2 < inside.length() && inside.charAt(at + 1) == '-';
            char first = inside.charAt(at);
            char last = range ? inside.charAt(at + 2) : first;
            if (first <= last) {
                set.append(escaped(first)).append('-').append(escaped(last));
            }
            at += range ? 3 : 1;
        }
        if (set.isEmpty()) {
            return negated ? "." : "(?!)";
        }
        return (negated ? "[^" : "[") + set + "]";
    }

    private static String escaped(char character) {
        return "\\x{" + Integer.toHexString(character) + "}";
    }

    /** Whether the whole name matches. */
    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
