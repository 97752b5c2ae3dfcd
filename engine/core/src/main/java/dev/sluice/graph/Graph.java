package dev.sluice.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * An immutable directed graph. The order in which vertices were added is their priority: of two vertices that could both
 * come next, the earlier one does.
 *
 * @param <V> the vertices; two equal ones are the same vertex
 */
public final class Graph<V> {
    private final Map<V, Vertex<V>> vertices;
    private final Map<V, Integer> priorities;
    private final Map<V, List<Edge<V>>> outgoing;
    private final Map<V, List<Edge<V>>> incoming;

    private Graph(Builder<V> builder) {
        vertices = Collections.unmodifiableMap(new LinkedHashMap<>(builder.vertices));
        priorities = new HashMap<>();
        vertices.keySet().forEach(vertex -> priorities.put(vertex, priorities.size()));
        outgoing = new HashMap<>();
        incoming = new HashMap<>();
        for (Edge<V> edge : builder.edges.values()) {
            outgoing.computeIfAbsent(edge.from(), key -> new ArrayList<>()).add(edge);
            incoming.computeIfAbsent(edge.to(), key -> new ArrayList<>()).add(edge);
        }
    }

    public static <V> Builder<V> builder() {
        return new Builder<>();
    }

    /** A graph in which each of the vertices needs the one before it. */
    public static <V> Graph<V> chain(List<V> vertices) {
        Builder<V> builder = builder();
        for (int index = 0; index < vertices.size(); index++) {
            builder.add(vertices.get(index));
            if (index > 0) {
                builder.needs(vertices.get(index), vertices.get(index - 1));
            }
        }
        return builder.build();
    }

    /** Collects vertices and edges. */
    public static final class Builder<V> {
        private final Map<V, Vertex<V>> vertices = new LinkedHashMap<>();
        private final Map<List<V>, Edge<V>> edges = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a vertex that is drawn as its text. */
        public Builder<V> add(V vertex) {
            return add(vertex, vertex.toString(), "");
        }

        /**
         * Adds a vertex.
         *
         * @throws IllegalArgumentException if it is there already
         */
        public Builder<V> add(V vertex, String label, String group) {
            if (vertices.putIfAbsent(vertex, new Vertex<>(vertex, label, group)) != null) {
                throw new IllegalArgumentException("the vertex " + vertex + " is there already");
            }
            return this;
        }

        /** Lets a vertex wait for another and be skipped if that fails. */
        public Builder<V> needs(V vertex, V needed) {
            return edge(new Edge<>(needed, vertex, Edge.Kind.NEEDS, ""));
        }

        /** Lets a vertex wait for the end of another, however that is. */
        public Builder<V> after(V vertex, V earlier) {
            return edge(new Edge<>(earlier, vertex, Edge.Kind.AFTER, ""));
        }

        /**
         * Adds an edge. Of two between the same vertices one is kept, and it is the stronger one.
         *
         * @throws IllegalArgumentException if one of its vertices is not there
         */
        public Builder<V> edge(Edge<V> edge) {
            for (V end : List.of(edge.from(), edge.to())) {
                if (!vertices.containsKey(end)) {
                    throw new IllegalArgumentException("unknown vertex " + end);
                }
            }
            edges.merge(
                    List.of(edge.from(), edge.to()), edge, (old, added) -> old.kind() == Edge.Kind.NEEDS ? old : added);
            return this;
        }

        public Graph<V> build() {
            return new Graph<>(this);
        }
    }

    /** Every vertex, in order of priority. */
    public Collection<Vertex<V>> vertices() {
        return vertices.values();
    }

    /** The edges that end at a vertex, in the order in which they were added. */
    public List<Edge<V>> incoming(V vertex) {
        return Collections.unmodifiableList(incoming.getOrDefault(vertex, List.of()));
    }

    /** The edges that start at a vertex, in the order in which they were added. */
    public List<Edge<V>> outgoing(V vertex) {
        return Collections.unmodifiableList(outgoing.getOrDefault(vertex, List.of()));
    }

    /** Every edge, by the priority of the vertex where it starts. */
    public List<Edge<V>> edges() {
        return vertices.keySet().stream()
                .flatMap(vertex -> outgoing(vertex).stream())
                .toList();
    }

    /**
     * Every vertex after all those that it waits for; otherwise in order of priority.
     *
     * @throws CyclicGraphException if there is no such order
     */
    public List<V> topologicalOrder() {
        Map<V, Integer> pending = new HashMap<>();
        PriorityQueue<V> ready = new PriorityQueue<>((one, other) -> priority(one) - priority(other));
        for (V vertex : vertices.keySet()) {
            pending.put(vertex, incoming(vertex).size());
            if (incoming(vertex).isEmpty()) {
                ready.add(vertex);
            }
        }
        List<V> order = new ArrayList<>(vertices.size());
        for (V vertex = ready.poll(); vertex != null; vertex = ready.poll()) {
            order.add(vertex);
            for (Edge<V> edge : outgoing(vertex)) {
                if (pending.merge(edge.to(), -1, Integer::sum) == 0) {
                    ready.add(edge.to());
                }
            }
        }
        if (order.size() < vertices.size()) {
            cycle().ifPresent(cycle -> {
                throw new CyclicGraphException("dependency cycle: " + describe(cycle), cycle);
            });
        }
        return order;
    }

    /** The shortest circle through the first vertex that is on one, each vertex before those that wait for it. */
    public Optional<List<V>> cycle() {
        for (V vertex : vertices.keySet()) {
            List<V> circle = circleThrough(vertex);
            if (!circle.isEmpty()) {
                return Optional.of(circle);
            }
        }
        return Optional.empty();
    }

    private List<V> circleThrough(V start) {
        Map<V, V> reachedFrom = new HashMap<>();
        Deque<V> border = new ArrayDeque<>(List.of(start));
        while (!border.isEmpty()) {
            V vertex = border.remove();
            for (Edge<V> edge : outgoing(vertex)) {
                if (edge.to().equals(start)) {
                    return path(start, vertex, reachedFrom);
                }
                if (!reachedFrom.containsKey(edge.to())) {
                    reachedFrom.put(edge.to(), vertex);
                    border.add(edge.to());
                }
            }
        }
        return List.of();
    }

    private static <V> List<V> path(V start, V end, Map<V, V> reachedFrom) {
        List<V> path = new ArrayList<>();
        for (V vertex = end; !vertex.equals(start); vertex = reachedFrom.getOrDefault(vertex, start)) {
            path.add(vertex);
        }
        path.add(start);
        Collections.reverse(path);
        return path;
    }

    private String describe(List<V> cycle) {
        List<V> closed = new ArrayList<>(cycle);
        closed.add(cycle.get(0));
        return closed.stream().map(this::label).collect(Collectors.joining(" -> "));
    }

    private String label(V vertex) {
        Vertex<V> known = vertices.get(vertex);
        return known == null ? vertex.toString() : known.label();
    }

    private int priority(V vertex) {
        return priorities.getOrDefault(vertex, Integer.MAX_VALUE);
    }
}
