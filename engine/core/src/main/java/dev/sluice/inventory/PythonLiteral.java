package dev.sluice.inventory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values in INI inventories: what Python's {@code ast.literal_eval} understands has its type ({@code 5}, {@code True},
 * {@code None}, {@code ['a', 'b']}, {@code {'a': 1}}, {@code 1,2}), everything else is a text as it stands ({@code true},
 * {@code yes}, {@code 0644}, {@code abc}). A tuple or a set becomes a list.
 */
final class PythonLiteral {
    private static final int DEEPEST = 50;

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** No literal. */
    private static final class NoLiteralException extends RuntimeException {
        NoLiteralException() {
            super("", null, false, false);
        }
    }

    /** The value of a text. */
    static @Nullable Object valueOf(String text) {
        if (text.isEmpty()) {
            return text;
        }
        try {
            return new PythonLiteral(text).whole();
        } catch (NoLiteralException | NumberFormatException ordinary) {
            return text;
        }
    }

    private @Nullable Object whole() {
        Object first = value(0);
        skip();
        if (at < text.length() && text.charAt(at) == ',') {
            List<@Nullable Object> tuple = new ArrayList<>();
            tuple.add(first);
            while (take(',')) {
                if (atEnd()) {
                    break;
                }
                tuple.add(value(0));
            }
            first = tuple;
        }
        if (!atEnd()) {
            throw new NoLiteralException();
        }
        return first;
    }

    /** Only blanks or a comment are left. */
    private boolean atEnd() {
        skip();
        return at >= text.length() || text.charAt(at) == '#';
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(char wanted) {
        skip();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char wanted) {
        if (!take(wanted)) {
            throw new NoLiteralException();
        }
    }

    private @Nullable Object value(int depth) {
        skip();
        if (at >= text.length() || depth > DEEPEST) {
            throw new NoLiteralException();
        }
        char here = text.charAt(at);
        if (here == '\'' || here == '"' || isPrefixedString()) {
            return strings();
        }
        if (here == '[') {
            at++;
            return items(']', depth);
        }
        if (here == '(') {
            at++;
            return parenthesised(depth);
        }
        if (here == '{') {
            at++;
            return braced(depth);
        }
        if (here == '-' || here == '+' || here == '.' || (here >= '0' && here <= '9')) {
            return number();
        }
        return word();
    }

    private boolean isPrefixedString() {
        return text.startsWith("'", at + 1) || text.startsWith("\"", at + 1)
                ? "rRuUbB".indexOf(text.charAt(at)) >= 0
                : false;
    }

    private @Nullable Object word() {
        for (String word : List.of("True", "False", "None")) {
            boolean ends = at + word.length() >= text.length()
                    || !Character.isJavaIdentifierPart(text.charAt(at + word.length()));
            if (text.startsWith(word, at) && ends) {
                at += word.length();
                return word.equals("None") ? null : (Object) word.equals("True");
            }
        }
        throw new NoLiteralException();
    }

    private List<@Nullable Object> items(char close, int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        while (!take(close)) {
            items.add(value(depth + 1));
            if (!take(',')) {
                require(close);
                break;
            }
        }
        return items;
    }

    private @Nullable Object parenthesised(int depth) {
        if (take(')')) {
            return new ArrayList<>();
        }
        Object first = value(depth + 1);
        if (take(')')) {
            return first;
        }
        require(',');
        List<@Nullable Object> tuple = new ArrayList<>();
        tuple.add(first);
        tuple.addAll(items(')', depth));
        return tuple;
    }

    private Object braced(int depth) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        if (take('}')) {
            return entries;
        }
        Object first = value(depth + 1);
        if (!take(':')) {
            List<@Nullable Object> set = new ArrayList<>();
            set.add(first);
            if (take(',')) {
                set.addAll(items('}', depth));
            } else {
                require('}');
            }
            return set;
        }
        entries.put(String.valueOf(first), value(depth + 1));
        while (!take('}')) {
            require(',');
            if (take('}')) {
                break;
            }
            String key = String.valueOf(value(depth + 1));
            require(':');
            entries.put(key, value(depth + 1));
        }
        return entries;
    }

    /** One string, or several side by side, which Python joins. */
    private String strings() {
        StringBuilder joined = new StringBuilder();
        do {
            joined.append(string());
            skip();
        } while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"' || isPrefixedString()));
        return joined.toString();
    }

    private String string() {
        boolean raw = false;
        if (isPrefixedString()) {
            raw = text.charAt(at) == 'r' || text.charAt(at) == 'R';
            at++;
        }
        char quote = text.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char here = text.charAt(at++);
            if (here == '\\' && at < text.length()) {
                if (raw) {
                    value.append(here).append(text.charAt(at++));
                } else {
                    escape(value);
                }
            } else {
                value.append(here);
            }
        }
        if (at >= text.length()) {
            throw new NoLiteralException();
        }
        at++;
        return value.toString();
    }

    private void escape(StringBuilder value) {
        char escape = text.charAt(at++);
        switch (escape) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000B');
            case '\\', '\'', '"' -> value.append(escape);
            case 'x' -> value.appendCodePoint(code(2, 16));
            case 'u' -> value.appendCodePoint(code(4, 16));
            case 'U' -> value.appendCodePoint(code(8, 16));
            default -> {
                if (escape >= '0' && escape <= '7') {
                    at--;
                    value.appendCodePoint(octal());
                } else {
                    value.append('\\').append(escape);
                }
            }
        }
    }

    private int octal() {
        int end = at;
        while (end < text.length() && end < at + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            end++;
        }
        return code(end - at, 8);
    }

    private int code(int digits, int radix) {
        if (at + digits > text.length()) {
            throw new NoLiteralException();
        }
        long point = Long.parseLong(text.substring(at, at + digits), radix);
        if (point > Character.MAX_CODE_POINT) {
            throw new NoLiteralException();
        }
        at += digits;
        return (int) point;
    }

    private Object number() {
        boolean negative = text.charAt(at) == '-';
        if (negative || text.charAt(at) == '+') {
            at++;
            skip();
        }
        int start = at;
        while (at < text.length() && isNumberPart(start)) {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.isEmpty() || digits.endsWith("_") || digits.contains("__") || digits.startsWith("_")) {
            throw new NoLiteralException();
        }
        return signed(digits.replace("_", "").toLowerCase(java.util.Locale.ROOT), negative);
    }

    private boolean isNumberPart(int start) {
        char here = text.charAt(at);
        boolean exponentSign = (here == '-' || here == '+')
                && at > start
                && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E')
                && !text.startsWith("0x", start);
        return Character.isLetterOrDigit(here) || here == '.' || here == '_' || exponentSign;
    }

    private static Object signed(String digits, boolean negative) {
        if (digits.matches("0+|[1-9][0-9]*")) {
            return integer(new BigInteger(digits), negative);
        }
        if (digits.matches("0x[0-9a-f]+|0o[0-7]+|0b[01]+")) {
            int radix = digits.charAt(1) == 'x' ? 16 : digits.charAt(1) == 'o' ? 8 : 2;
            return integer(new BigInteger(digits.substring(2), radix), negative);
        }
        if (digits.matches("(?:[0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+(?=e))(?:e[-+]?[0-9]+)?")) {
            double value = Double.parseDouble(digits);
            return negative ? -value : value;
        }
        throw new NoLiteralException();
    }

    private static Object integer(BigInteger number, boolean negative) {
        BigInteger signed = negative ? number.negate() : number;
        return signed.bitLength() < Long.SIZE ? (Object) signed.longValue() : signed;
    }
}
