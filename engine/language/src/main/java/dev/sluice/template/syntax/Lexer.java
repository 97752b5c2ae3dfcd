package dev.sluice.template.syntax;

import dev.sluice.python.NumberText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into words, up to the end of the text or to the delimiter that closes the expression. */
public final class Lexer {
    private static final Set<String> LONG_OPERATORS = Set.of("//", "**", "==", "!=", ">=", "<=");
    private static final String SHORT_OPERATORS = "+-/*%~[](){}><=.:|,;";
    private static final Pattern NUMBER = Pattern.compile("0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+"
            + "|\\d+(?:_\\d+)*(?:(?:\\.\\d+(?:_\\d+)*)?[eE][+-]?\\d+(?:_\\d+)*|\\.\\d+(?:_\\d+)*)|\\d+(?:_\\d+)*");

    private final String source;
    private final boolean escapes;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private int at;

    private Lexer(String source, int start, boolean escapes) {
        this.source = source;
        this.at = start;
        this.escapes = escapes;
    }

    /**
     * The words of an expression.
     *
     * @param closer the delimiter that ends it, e.g. <code>}}</code>; empty if the end of the text does
     * @param escapes whether a backslash in a text literal starts an escape
     * @return the words; the last one is of kind END and starts at the closer
     */
    public static List<Token> tokenize(String source, int start, String closer, boolean escapes) {
        return new Lexer(source, start, escapes).run(closer);
    }

    private List<Token> run(String closer) {
        int start = at;
        while (true) {
            while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
                at++;
            }
            if (at == source.length()) {
                if (!closer.isEmpty()) {
                    throw new TemplateSyntaxError(
                            "'" + closer + "' is missing", "the expression that starts here never ends", start);
                }
                break;
            }
            if (!closer.isEmpty() && open.isEmpty() && closes(closer)) {
                break;
            }
            next();
        }
        if (!open.isEmpty()) {
            throw new TemplateSyntaxError(
                    "'" + open.peek().text() + "' is never closed",
                    "",
                    open.peek().offset());
        }
        tokens.add(new Token(Token.Kind.END, "", null, at, at));
        return tokens;
    }

    private boolean closes(String closer) {
        char sign = source.charAt(at);
        return source.startsWith(closer, at) || ((sign == '-' || sign == '+') && source.startsWith(closer, at + 1));
    }

    private void next() {
        char c = source.charAt(at);
        if (c == '\'' || c == '"') {
            text(c);
        } else if (c >= '0' && c <= '9') {
            number();
        } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            name();
        } else {
            operator(c);
        }
    }

    private void name() {
        int start = at;
        while (at < source.length() && (Character.isUnicodeIdentifierPart(source.charAt(at)))) {
            at++;
        }
        tokens.add(new Token(Token.Kind.NAME, source.substring(start, at), null, start, at));
    }

    private void number() {
        Matcher matcher = NUMBER.matcher(source).region(at, source.length());
        boolean afterDot = !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(".");
        if (!matcher.lookingAt()) {
            throw new TemplateSyntaxError("not a number", "", at);
        }
        String text = matcher.group();
        if (afterDot && text.indexOf('.') > 0) {
            text = text.substring(0, text.indexOf('.'));
        }
        tokens.add(new Token(Token.Kind.NUMBER, text, NumberText.literal(text), at, at + text.length()));
        at += text.length();
    }

    private void text(char quote) {
        int start = at;
        int end = start + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw new TemplateSyntaxError("the quote is never closed", "add " + quote + " after the text", start);
        }
        String written = source.substring(start + 1, end);
        String value = escapes ? Escapes.decode(written, start + 1) : Escapes.decodeQuotes(written);
        tokens.add(new Token(Token.Kind.TEXT, source.substring(start, end + 1), value, start, end + 1));
        at = end + 1;
    }

    private void operator(char c) {
        String two = source.substring(at, Math.min(at + 2, source.length()));
        String symbol = LONG_OPERATORS.contains(two) ? two : String.valueOf(c);
        if (symbol.length() == 1 && SHORT_OPERATORS.indexOf(c) < 0) {
            throw unexpected(c, two);
        }
        Token token = new Token(Token.Kind.OPERATOR, symbol, null, at, at + symbol.length());
        if ("([{".contains(symbol)) {
            open.push(token);
        } else if (")]}".contains(symbol)) {
            close(token);
        }
        tokens.add(token);
        at += symbol.length();
    }

    private TemplateSyntaxError unexpected(char c, String two) {
        String hint = switch (two) {
            case "&&" -> "write 'and'";
            default -> c == '!' ? "write 'not'" : c == '&' ? "write 'and', or '| intersect(...)' for lists" : "";
        };
        return new TemplateSyntaxError("unexpected character '" + c + "'", hint, at);
    }

    private void close(Token token) {
        if (open.isEmpty()) {
            throw new TemplateSyntaxError("'" + token.text() + "' closes nothing", "", token.offset());
        }
        Token opener = open.pop();
        String expected = switch (opener.text()) {
            case "(" -> ")";
            case "[" -> "]";
            default -> "}";
        };
        if (!token.text().equals(expected)) {
            throw new TemplateSyntaxError(
                    "'" + token.text() + "' where '" + expected + "' should close '" + opener.text() + "'",
                    "",
                    token.offset());
        }
    }
}
