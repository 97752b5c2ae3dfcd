package dev.sluice.runbook;

import dev.sluice.source.Node;
import dev.sluice.source.Span;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keywords given to a phase, block or task.
 *
 * @param entries each keyword with its key and value as written
 * @param loopLookup the lookup of a {@code with_NAME} loop, e.g. {@code items}; empty for none
 */
public record Keywords(Map<Keyword, Node.Entry> entries, String loopLookup) {
    /** No keyword at all. */
    public static final Keywords NONE = new Keywords(Map.of(), "");

    public Keywords {
        Map<Keyword, Node.Entry> copy = new EnumMap<>(Keyword.class);
        copy.putAll(entries);
        entries = copy;
    }

    public Optional<Node> get(Keyword keyword) {
        return Optional.ofNullable(entries.get(keyword)).map(Node.Entry::value);
    }

    /** The text of a scalar keyword; empty if it is absent or no scalar. */
    public Optional<String> text(Keyword keyword) {
        return get(keyword).filter(Node.Scalar.class::isInstance).map(node -> ((Node.Scalar) node).text());
    }

    public boolean has(Keyword keyword) {
        return entries.containsKey(keyword);
    }

    /** Where a keyword's value stands. */
    public Optional<Span> span(Keyword keyword) {
        return get(keyword).map(Node::span);
    }
}
