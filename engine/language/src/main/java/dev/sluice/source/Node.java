package dev.sluice.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A YAML node with its place. */
public sealed interface Node {
    /** Where the node stands. */
    Span span();

    /** Every scalar in the node, in the order of the text; keys of mappings are not among them. */
    default List<Scalar> scalars() {
        if (this instanceof Scalar scalar) {
            return List.of(scalar);
        }
        Stream<Node> parts = this instanceof Sequence sequence
                ? sequence.items().stream()
                : ((Mapping) this).entries().stream().map(Entry::value);
        return parts.flatMap(part -> part.scalars().stream()).toList();
    }

    /**
     * A scalar.
     *
     * @param text its value as text, after YAML's quoting and folding
     * @param plain whether it was written without quotes and not as a block, so that {@code 1} and {@code true} have types
     * @param tag the explicit tag, e.g. {@code !vault}, or empty
     */
    record Scalar(Span span, String text, boolean plain, String tag) implements Node {}

    /** A sequence. */
    record Sequence(Span span, List<Node> items) implements Node {}

    /** A mapping, in the order of the text. The reader has already reported duplicate keys. */
    record Mapping(Span span, List<Entry> entries) implements Node {
        /** The value under a key, if it is there. */
        public Optional<Node> get(String key) {
            return entry(key).map(Entry::value);
        }

        /** The entry under a key, if it is there. */
        public Optional<Entry> entry(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .findFirst();
        }
    }

    /** One entry of a mapping. */
    record Entry(Scalar key, Node value) {}
}
