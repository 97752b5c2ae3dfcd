package dev.sluice.template.syntax;

import java.util.List;

/** The words of an expression, read from left to right. */
public final class TokenStream {
    private final List<Token> tokens;
    private int at;

    public TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    public Token peek() {
        return peek(0);
    }

    public Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    public Token next() {
        Token token = peek();
        at++;
        return token;
    }

    public boolean skip(String operator) {
        boolean found = peek().is(operator);
        at += found ? 1 : 0;
        return found;
    }

    public boolean skipName(String name) {
        boolean found = peek().isName(name);
        at += found ? 1 : 0;
        return found;
    }

    public Token expect(String operator) {
        if (!peek().is(operator)) {
            throw new TemplateSyntaxError(
                    "'" + operator + "' was expected, not " + peek().shown(), "", peek().offset());
        }
        return next();
    }

    public Token expectName(String what) {
        if (peek().kind() != Token.Kind.NAME) {
            throw new TemplateSyntaxError(what + " was expected, not " + peek().shown(), "", peek().offset());
        }
        return next();
    }

    public void expectEnd() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            throw new TemplateSyntaxError("unexpected " + token.shown(), hint(token), token.offset());
        }
    }

    private static String hint(Token token) {
        if (token.is("=")) {
            return "compare with '=='";
        } else if (token.kind() == Token.Kind.NAME || token.kind() == Token.Kind.TEXT) {
            return "an operator is missing before it, e.g. '~' or '+' to join texts";
        }
        return "";
    }
}
