package dev.sluice.template.jinjava;

import com.hubspot.jinjava.tree.TagNode;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.ExpressionParser;
import dev.sluice.template.syntax.Node;
import dev.sluice.template.syntax.TemplateSyntaxError;
import dev.sluice.template.syntax.TokenStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A statement that is being compiled.
 *
 * @param tree where it stands
 * @param tokens what follows its name
 * @param expressions the parser of the expressions in it
 * @param children what stands between it and its end
 * @param offset where it starts in the template's text
 */
record Statement(
        StatementTree tree,
        TokenStream tokens,
        ExpressionParser expressions,
        List<com.hubspot.jinjava.tree.Node> children,
        int offset) {

    /**
     * A part of a statement: of {@code if} what stands before {@code elif} and {@code else}.
     *
     * @param name the name with which it begins
     * @param head the statement with which it begins
     * @param children what follows
     */
    record Section(String name, Statement head, List<com.hubspot.jinjava.tree.Node> children) {}

    Expression expression() {
        return expressions.expressionOrTuple(true);
    }

    /** Passes the result on, once everything has been read. */
    <T> T ended(T result) {
        tokens.expectEnd();
        return result;
    }

    List<Node> body() {
        return tree.body(children);
    }

    /** The body of a statement that is a function of its own. */
    List<Node> ownBody() {
        return tree.ownBody(children);
    }

    /** The statement cut at those with one of these names. Nothing is cut off after {@code else}. */
    List<Section> sections(String name, Set<String> separators) {
        List<Section> sections = new ArrayList<>(List.of(new Section(name, this, new ArrayList<>())));
        Section current = sections.get(0);
        for (com.hubspot.jinjava.tree.Node child : children) {
            boolean cut = child instanceof TagNode && separators.contains(child.getName());
            if (cut && !current.name().equals("else")) {
                current = new Section(child.getName(), tree.statement(child), new ArrayList<>());
                sections.add(current);
            } else {
                current.children().add(child);
            }
        }
        return sections;
    }

    static TemplateSyntaxError closesNothing(String name, int offset) {
        return new TemplateSyntaxError("'" + name + "' closes nothing here", "", offset);
    }
}
