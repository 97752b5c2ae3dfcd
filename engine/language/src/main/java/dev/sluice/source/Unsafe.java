package dev.sluice.source;

import java.util.List;

/** The tag {@code !unsafe} on a collection counts for every text in it. */
final class Unsafe {
    private Unsafe() {}

    static Node mark(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.tag().isEmpty()
                    ? new Node.Scalar(scalar.span(), scalar.text(), scalar.plain(), "!unsafe")
                    : scalar;
        }
        if (node instanceof Node.Sequence sequence) {
            return new Node.Sequence(
                    sequence.span(), sequence.items().stream().map(Unsafe::mark).toList());
        }
        Node.Mapping mapping = (Node.Mapping) node;
        List<Node.Entry> entries = mapping.entries().stream()
                .map(entry -> new Node.Entry(entry.key(), mark(entry.value())))
                .toList();
        return new Node.Mapping(mapping.span(), entries);
    }
}
