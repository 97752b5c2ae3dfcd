package dev.sluice.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merge keys of YAML 1.1: {@code <<: *base} or {@code <<: [*first, *second]} gives a mapping the entries of others. Own
 * entries win over merged ones, and earlier mappings of a list over later ones.
 */
final class MergeKeys {
    private MergeKeys() {}

    static List<Node.Entry> merge(List<Node> merged, Map<String, Node.Entry> own, Diagnostics diagnostics) {
        Map<String, Node.Entry> all = new LinkedHashMap<>();
        for (Node each : merged) {
            addTo(all, each, diagnostics);
        }
        all.putAll(own);
        return List.copyOf(all.values());
    }

    private static void addTo(Map<String, Node.Entry> all, Node from, Diagnostics diagnostics) {
        if (from instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> all.putIfAbsent(entry.key().text(), entry));
        } else if (from instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Node.Mapping) {
                    addTo(all, item, diagnostics);
                } else {
                    reject(item, diagnostics);
                }
            }
        } else {
            reject(from, diagnostics);
        }
    }

    private static void reject(Node node, Diagnostics diagnostics) {
        diagnostics.error(
                node.span(),
                "'<<' merges mappings, and this is none",
                "write <<: *anchor, or <<: [*first, *second]; put \"<<\" in quotes if it is a key");
    }
}
