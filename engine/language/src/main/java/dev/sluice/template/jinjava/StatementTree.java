package dev.sluice.template.jinjava;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.MissingEndTagException;
import com.hubspot.jinjava.tree.TreeParser;
import dev.sluice.template.syntax.ExpressionParser;
import dev.sluice.template.syntax.Node;
import dev.sluice.template.syntax.Piece;
import dev.sluice.template.syntax.TemplateSyntaxError;
import dev.sluice.template.syntax.TokenStream;
import dev.sluice.template.syntax.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The statements of one template, matched up. Jinjava builds the tree from an {@link Outline} and dispatches each statement to
 * its tag ({@link StatementTags}), which compiles it to a node; so interpreting the tree gives the nodes of the template.
 */
final class StatementTree extends JinjavaInterpreter {
    private static final Jinjava JINJAVA = application();
    private static final int MOST_DEPTH = 100;

    private final Outline outline;
    private final Vocabulary vocabulary;
    private final Set<String> blocks = new HashSet<>();
    private int depth;
    private int loops;

    private StatementTree(Outline outline, Vocabulary vocabulary) {
        super(JINJAVA, new Context(JINJAVA.getGlobalContext()), JINJAVA.getGlobalConfig());
        this.outline = outline;
        this.vocabulary = vocabulary;
    }

    private static Jinjava application() {
        Jinjava jinjava = new Jinjava();
        StatementTags.all().forEach(jinjava::registerTag);
        jinjava.getGlobalContext()
                .setExpressionStrategy((token, tree) -> ((StatementTree) tree).simple(token.getStartPosition()));
        return jinjava;
    }

    /** The nodes of a template that has statements. */
    static List<Node> nodes(List<Piece> pieces, Vocabulary vocabulary) {
        StatementTree tree = new StatementTree(Outline.of(pieces), vocabulary);
        try {
            return tree.body(
                    new TreeParser(tree, tree.outline.text()).buildTree().getChildren());
        } catch (InterpretException e) {
            // Jinjava wraps what a tag throws.
            if (e.getCause() instanceof TemplateSyntaxError error) {
                throw error;
            }
            throw e;
        }
    }

    /** The nodes that Jinjava's nodes stand for. */
    List<Node> body(List<? extends com.hubspot.jinjava.tree.Node> children) {
        if (++depth > MOST_DEPTH) {
            throw new TemplateSyntaxError("statements are nested more than " + MOST_DEPTH + " levels deep", "", 0);
        }
        List<Node> nodes = new ArrayList<>();
        children.forEach(child -> nodes.add(((CompiledNode) child.render(this)).node()));
        depth--;
        return nodes;
    }

    /** The nodes of a loop's body, where {@code break} and {@code continue} are allowed. */
    List<Node> loopBody(List<? extends com.hubspot.jinjava.tree.Node> children) {
        loops++;
        List<Node> nodes = body(children);
        loops--;
        return nodes;
    }

    /** The nodes of a body that is a function of its own: {@code break} and {@code continue} do not reach out of it. */
    List<Node> ownBody(List<? extends com.hubspot.jinjava.tree.Node> children) {
        int around = loops;
        loops = 0;
        List<Node> nodes = body(children);
        loops = around;
        return nodes;
    }

    boolean isInLoop() {
        return loops > 0;
    }

    /** Whether no block has had this name before. */
    boolean isNewBlock(String name) {
        return blocks.add(name);
    }

    private CompiledNode simple(int place) {
        return new CompiledNode(TemplateParser.simple(outline.at(place), vocabulary));
    }

    /** The statement at a place of the outline. */
    Statement statement(com.hubspot.jinjava.tree.Node node) {
        Piece.Tag tag = (Piece.Tag) outline.at(node.getStartPosition());
        TokenStream tokens = tag.arguments();
        return new Statement(this, tokens, new ExpressionParser(tokens, vocabulary), node.getChildren(), tag.offset());
    }

    /** What Jinjava finds wrong: a statement that is never closed, or an end without a beginning. */
    @Override
    public void addError(com.hubspot.jinjava.interpret.TemplateError error) {
        Piece.Tag tag = (Piece.Tag) outline.at(error.getStartPosition());
        if (error.getException() instanceof MissingEndTagException missing) {
            throw new TemplateSyntaxError(
                    "the statement is never closed", "close it with '" + missing.getEndTag() + "'", tag.offset());
        }
        throw Statement.closesNothing(tag.name(), tag.offset());
    }
}
