package dev.sluice.template;

import com.hubspot.jinjava.tree.output.RenderedOutputNode;

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
