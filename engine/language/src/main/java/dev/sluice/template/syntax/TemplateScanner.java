package dev.sluice.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into text, expressions and statements, and drops comments. White space around them is treated as in
 * Jinja2: {@code -} inside a delimiter strips all of it on that side, {@code +} keeps what an option would drop.
 */
public final class TemplateScanner {
    private final String source;
    private final Syntax syntax;
    private final List<Piece> pieces = new ArrayList<>();
    private final Pattern rawStart;
    private final Pattern rawEnd;
    private int at;
    private boolean stripNext;
    private boolean lineStarting = true;

    private TemplateScanner(String source, int from, Syntax syntax) {
        this.source = source;
        this.at = from;
        this.syntax = syntax;
        String start = Pattern.quote(syntax.block().start());
        String end = Pattern.quote(syntax.block().end());
        this.rawStart = Pattern.compile(start + "[-+]?\\s*raw\\s*(-?)" + end);
        this.rawEnd = Pattern.compile(start + "[-+]?\\s*endraw\\s*([-+]?)" + end);
    }

    public static List<Piece> scan(String source, int from, Syntax syntax) {
        TemplateScanner scanner = new TemplateScanner(source, from, syntax);
        scanner.run();
        return scanner.pieces;
    }

    private void run() {
        while (at < source.length()) {
            int next = nextDelimiter();
            if (next < 0) {
                text(source.substring(at), at);
                return;
            }
            String before = source.substring(at, next);
            int textOffset = at;
            at = next;
            if (startsComment()) {
                text(trimmedBefore(before, next + syntax.comment().start().length(), true), textOffset);
                comment();
            } else if (startsBlock()) {
                text(trimmedBefore(before, next + syntax.block().start().length(), true), textOffset);
                block();
            } else {
                text(trimmedBefore(before, next + syntax.variable().start().length(), false), textOffset);
                output();
            }
        }
    }

    private int nextDelimiter() {
        int variable = source.indexOf(syntax.variable().start(), at);
        int block = source.indexOf(syntax.block().start(), at);
        int comment = source.indexOf(syntax.comment().start(), at);
        int next = variable;
        for (int candidate : new int[] {block, comment}) {
            next = candidate >= 0 && (next < 0 || candidate < next) ? candidate : next;
        }
        return next;
    }

    /** Where delimiters share a beginning the longer one wins, as in Jinja2. */
    private boolean startsComment() {
        return starts(
                syntax.comment().start(),
                syntax.block().start(),
                syntax.variable().start());
    }

    private boolean startsBlock() {
        return starts(
                syntax.block().start(),
                syntax.comment().start(),
                syntax.variable().start());
    }

    private boolean starts(String delimiter, String other, String another) {
        return source.startsWith(delimiter, at)
                && !(other.length() > delimiter.length() && source.startsWith(other, at))
                && !(another.length() > delimiter.length() && source.startsWith(another, at));
    }

    private void text(String text, int offset) {
        String kept = stripNext ? text.stripLeading() : text;
        stripNext = false;
        if (!kept.isEmpty()) {
            pieces.add(new Piece.PlainText(kept, offset));
        }
    }

    private String trimmedBefore(String text, int signAt, boolean strippable) {
        char sign = signAt < source.length() ? source.charAt(signAt) : ' ';
        if (sign == '-') {
            return text.stripTrailing();
        } else if (sign == '+' || !strippable || !syntax.whitespace().strip()) {
            return text;
        }
        int line = text.lastIndexOf('\n') + 1;
        boolean wholeLine = line > 0 || lineStarting;
        return wholeLine && text.substring(line).isBlank() ? text.substring(0, line) : text;
    }

    private void comment() {
        int end = source.indexOf(
                syntax.comment().end(), at + syntax.comment().start().length());
        if (end < 0) {
            throw new TemplateSyntaxError(
                    "the comment is never closed",
                    "close it with '" + syntax.comment().end() + "'",
                    at);
        }
        char sign = source.charAt(end - 1);
        at = end + syntax.comment().end().length();
        afterBlock(sign);
    }

    private void afterBlock(char sign) {
        lineStarting = at > 0 && source.charAt(at - 1) == '\n';
        if (sign == '-') {
            stripNext = true;
        } else if (sign != '+' && syntax.whitespace().trim() && at < source.length() && source.charAt(at) == '\n') {
            at++;
            lineStarting = true;
        }
    }

    private void block() {
        Matcher raw = rawStart.matcher(source).region(at, source.length());
        if (raw.lookingAt()) {
            raw(raw);
            return;
        }
        int offset = at;
        List<Token> tokens = expression(syntax.block().start(), syntax.block().end());
        pieces.add(new Piece.Tag(tokens, offset));
        afterBlock(closingSign(tokens, syntax.block().end()));
    }

    private void raw(Matcher start) {
        Matcher end = rawEnd.matcher(source);
        if (!end.find(start.end())) {
            throw new TemplateSyntaxError("'raw' is never closed", "close it with 'endraw'", at);
        }
        at = start.end();
        // The newline after 'raw' is part of the text, whatever trim_blocks says.
        stripNext = sign(start.group(1)) == '-';
        lineStarting = false;
        String text = at <= end.start() ? source.substring(at, end.start()) : "";
        text(trimmedBefore(text, end.start() + syntax.block().start().length(), true), at);
        at = end.end();
        afterBlock(sign(end.group(1)));
    }

    private static char sign(String group) {
        return group.isEmpty() ? ' ' : group.charAt(0);
    }

    private void output() {
        int offset = at;
        List<Token> tokens =
                expression(syntax.variable().start(), syntax.variable().end());
        pieces.add(new Piece.Output(tokens, offset));
        stripNext = closingSign(tokens, syntax.variable().end()) == '-';
        lineStarting = false;
    }

    private List<Token> expression(String start, String end) {
        int from = at + start.length();
        boolean signed = from < source.length() && (source.charAt(from) == '-' || source.charAt(from) == '+');
        boolean escapes = syntax.escapes() || !start.equals(syntax.variable().start());
        List<Token> tokens = Lexer.tokenize(source, signed ? from + 1 : from, end, escapes);
        int stop = tokens.get(tokens.size() - 1).offset();
        at = stop + (source.startsWith(end, stop) ? 0 : 1) + end.length();
        return tokens;
    }

    private char closingSign(List<Token> tokens, String end) {
        int stop = tokens.get(tokens.size() - 1).offset();
        return source.startsWith(end, stop) ? ' ' : source.charAt(stop);
    }
}
