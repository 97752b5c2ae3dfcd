package dev.sluice.template.jinjava;

import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.ExpressionParser;
import dev.sluice.template.syntax.Node;
import dev.sluice.template.syntax.Piece;
import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateScanner;
import dev.sluice.template.syntax.TokenStream;
import dev.sluice.template.syntax.Vocabulary;
import java.util.List;

/** Makes nodes of the text of a template. */
public final class TemplateParser {
    private TemplateParser() {}

    /** The nodes of the text from an offset on. */
    public static List<Node> parse(String text, int from, Syntax syntax, Vocabulary vocabulary) {
        List<Piece> pieces = TemplateScanner.scan(text, from, syntax);
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Tag) {
                return StatementTree.nodes(pieces, vocabulary);
            }
        }
        // Without statements there is nothing to match up, and no class of Jinjava is loaded.
        return pieces.stream().map(piece -> simple(piece, vocabulary)).toList();
    }

    /** The node of a piece that is no statement. */
    static Node simple(Piece piece, Vocabulary vocabulary) {
        if (piece instanceof Piece.PlainText text) {
            return new Node.PlainText(text.text(), text.offset());
        } else if (piece instanceof Piece.Output output) {
            TokenStream tokens = new TokenStream(output.tokens());
            Expression expression = new ExpressionParser(tokens, vocabulary).expressionOrTuple(true);
            tokens.expectEnd();
            return new Node.Output(expression, output.offset());
        }
        throw new IllegalArgumentException(piece.toString());
    }
}
