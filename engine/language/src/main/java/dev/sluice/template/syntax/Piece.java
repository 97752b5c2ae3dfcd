package dev.sluice.template.syntax;

import java.util.List;

/** What a template is made of before its statements are matched up. */
public sealed interface Piece {
    /** Where it starts in the template's text. */
    int offset();

    record PlainText(String text, int offset) implements Piece {}

    /** An expression to print; the last token is its end. */
    record Output(List<Token> tokens, int offset) implements Piece {}

    /** A statement; the last token is its end. */
    record Tag(List<Token> tokens, int offset) implements Piece {
        /** The name of the statement. */
        public String name() {
            Token first = tokens.get(0);
            if (first.kind() != Token.Kind.NAME) {
                throw new TemplateSyntaxError("the name of a statement was expected", "", first.offset());
            }
            return first.text();
        }

        /** What follows the name. */
        public TokenStream arguments() {
            return new TokenStream(tokens.subList(1, tokens.size()));
        }
    }
}
