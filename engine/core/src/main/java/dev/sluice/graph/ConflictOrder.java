package dev.sluice.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph in which vertices that must not be visited at the same time are put in order: of two that nothing orders, the one
 * waits that would be visited later if all were visited one after the other. A walk of this graph with one visit at a time
 * therefore has the same order as a walk of the graph that it was made from.
 *
 * @param <V> the vertices
 */
public final class ConflictOrder<V> {
    private final List<V> sequence;
    private final Map<V, Integer> positions = new HashMap<>();
    private final List<BitSet> before = new ArrayList<>();
    private final List<Added<V>> added = new ArrayList<>();
    private final Graph<V> ordered;

    /** Tells which vertices must not be visited at the same time. Asked only about those that nothing orders. */
    public interface Conflicts<V> {
        /** Why not, as a clause; empty if they may. */
        Optional<String> between(V earlier, V later);
    }

    /** An edge that keeps two vertices apart. */
    public record Added<V>(V earlier, V later, String because) {}

    private ConflictOrder(Graph<V> graph, Conflicts<V> conflicts) {
        sequence = graph.topologicalOrder();
        for (V vertex : sequence) {
            int position = positions.size();
            positions.put(vertex, position);
            BitSet earlier = new BitSet();
            graph.incoming(vertex).forEach(edge -> follow(earlier, position(edge.from())));
            before.add(earlier);
            for (int other = position - 1; other >= 0; other--) {
                if (!earlier.get(other)) {
                    keepApart(sequence.get(other), vertex, conflicts);
                }
            }
        }
        ordered = build(graph);
    }

    /**
     * Orders what is in conflict.
     *
     * @throws CyclicGraphException if the graph has a circle
     */
    public static <V> ConflictOrder<V> of(Graph<V> graph, Conflicts<V> conflicts) {
        return new ConflictOrder<>(graph, conflicts);
    }

    private void keepApart(V earlier, V later, Conflicts<V> conflicts) {
        conflicts.between(earlier, later).ifPresent(because -> {
            added.add(new Added<>(earlier, later, because));
            follow(before.get(position(later)), position(earlier));
        });
    }

    private void follow(BitSet vertex, int earlier) {
        vertex.set(earlier);
        vertex.or(before.get(earlier));
    }

    private int position(V vertex) {
        return positions.getOrDefault(vertex, -1);
    }

    private Graph<V> build(Graph<V> graph) {
        Graph.Builder<V> builder = Graph.builder();
        graph.vertices().forEach(vertex -> builder.add(vertex.value(), vertex.label(), vertex.group()));
        graph.edges().forEach(builder::edge);
        added.forEach(each -> builder.after(each.later(), each.earlier()));
        return builder.build();
    }

    /** The graph with all edges. */
    public Graph<V> graph() {
        return ordered;
    }

    /** The vertices in the order in which they are visited one after the other. */
    public List<V> sequence() {
        return sequence;
    }

    /** The edges that were added; none that follows from the others. */
    public List<Added<V>> added() {
        return added;
    }

    /** The vertices that may be visited at the same time as this one. */
    public List<V> besides(V vertex) {
        int own = position(vertex);
        return sequence.stream()
                .filter(other -> {
                    int position = position(other);
                    return position != own
                            && !before.get(own).get(position)
                            && !before.get(position).get(own);
                })
                .toList();
    }
}
