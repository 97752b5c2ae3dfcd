package dev.sluice.template.jinjava;

import dev.sluice.template.syntax.Piece;
import dev.sluice.template.syntax.Suggestions;
import dev.sluice.template.syntax.TargetParser;
import dev.sluice.template.syntax.TemplateSyntaxError;
import dev.sluice.template.syntax.Token;
import dev.sluice.template.syntax.TokenStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Jinjava's tree parser is given instead of a template's text: the names of the statements, in order, without anything
 * that its scanner could read in another way than ours. Text and expressions are places to be filled in.
 *
 * <p>The outline of <code>a{% set x = 1 %}{% if x %}{{ b }}{% endif %}</code> is
 * <code>{{}}{%set =%}{%if%}{{}}{%endif%}</code>.
 *
 * @param text the outline
 * @param pieces the template's pieces by their place in the outline, counted from 1 as Jinjava does
 */
record Outline(String text, Map<Integer, Piece> pieces) {
    /** Stands after the name of a {@code set} that assigns a value and so has no end. */
    static final String ASSIGNS = " =";

    static Outline of(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        Map<Integer, Piece> places = new HashMap<>();
        for (Piece piece : pieces) {
            places.put(text.length() + 1, piece);
            text.append(piece instanceof Piece.Tag tag ? "{%" + of(tag) + "%}" : "{{}}");
        }
        return new Outline(text.toString(), places);
    }

    private static String of(Piece.Tag tag) {
        String name = tag.name();
        TokenStream tokens = tag.arguments();
        if (!StatementTags.names().contains(name)) {
            throw new TemplateSyntaxError(
                    "unknown statement '" + name + "'", Suggestions.hint(name, StatementTags.names()), tag.offset());
        } else if (name.equals("endblock") && tokens.peek().kind() == Token.Kind.NAME) {
            tokens.next();
        }
        if (name.startsWith("end")) {
            tokens.expectEnd();
        } else if (name.equals("set")) {
            TargetParser.targets(tokens);
            return name + (tokens.peek().is("=") ? ASSIGNS : "");
        }
        return name;
    }

    /** The piece at a place of the outline. */
    Piece at(int place) {
        Piece piece = pieces.get(place);
        if (piece == null) {
            throw new IllegalArgumentException("no piece of the template is at " + place + " of " + text);
        }
        return piece;
    }
}
