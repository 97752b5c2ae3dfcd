package dev.sluice.template.jinjava;

import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import dev.sluice.template.syntax.Node;

/** What a tag gives Jinjava: no text, but the node that its statement was compiled to. */
final class CompiledNode extends RenderedOutputNode {
    private final Node node;

    CompiledNode(Node node) {
        super("");
        this.node = node;
    }

    Node node() {
        return node;
    }
}
