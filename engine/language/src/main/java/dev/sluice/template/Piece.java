package dev.sluice.template;

import java.util.List;

/** What a template is made of before its statements are matched up. */
sealed interface Piece {
    /** Where it starts in the template's text. */
    int offset();

    record PlainText(String text, int offset) implements Piece {}

    /** An expression to print; the last token is its end. */
    record Output(List<Token> tokens, int offset) implements Piece {}

    /** A statement; the last token is its end. */
    record Tag(List<Token> tokens, int offset) implements Piece {}
}
