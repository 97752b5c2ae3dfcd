package dev.sluice.drawing;

import dev.sluice.graph.Edge;
import dev.sluice.graph.Graph;
import dev.sluice.graph.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph whose vertices are numbers from 0 in order of priority, as pictures need it. */
final class Numbered<V> {
    final List<Vertex<V>> vertices;
    final List<NumberedEdge> edges = new ArrayList<>();
    /** The vertices of each group, in order; those of no group are under the empty name. */
    final Map<String, List<Integer>> groups = new LinkedHashMap<>();

    /** An edge between numbers. */
    record NumberedEdge(int from, int to, Edge.Kind kind, String label) {}

    Numbered(Graph<V> graph) {
        vertices = List.copyOf(graph.vertices());
        Map<V, Integer> numbers = new HashMap<>();
        for (Vertex<V> vertex : vertices) {
            int number = numbers.size();
            numbers.put(vertex.value(), number);
            groups.computeIfAbsent(vertex.group(), name -> new ArrayList<>()).add(number);
        }
        for (Edge<V> edge : graph.edges()) {
            edges.add(new NumberedEdge(
                    numbers.getOrDefault(edge.from(), 0),
                    numbers.getOrDefault(edge.to(), 0),
                    edge.kind(),
                    edge.label()));
        }
    }

    String group(int vertex) {
        return vertices.get(vertex).group();
    }
}
