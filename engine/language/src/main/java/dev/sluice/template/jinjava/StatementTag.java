package dev.sluice.template.jinjava;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.FlexibleTag;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.output.OutputNode;
import com.hubspot.jinjava.tree.parse.TagToken;
import dev.sluice.template.syntax.Node;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of statement, as Jinjava's registry of tags holds it.
 *
 * @param getName how the statement begins
 * @param getEndTagName how it ends; null if it has no body
 * @param compiler makes a node of a statement of this kind
 */
record StatementTag(String getName, @Nullable String getEndTagName, Function<Statement, Node> compiler)
        implements Tag, FlexibleTag {
    @Override
    public boolean hasEndTag(TagToken token) {
        return !token.getHelpers().equals(Outline.ASSIGNS);
    }

    @Override
    public OutputNode interpretOutput(TagNode node, JinjavaInterpreter tree) {
        return new CompiledNode(compiler.apply(((StatementTree) tree).statement(node)));
    }

    @Override
    public String interpret(TagNode node, JinjavaInterpreter tree) {
        return interpretOutput(node, tree).getValue();
    }
}
