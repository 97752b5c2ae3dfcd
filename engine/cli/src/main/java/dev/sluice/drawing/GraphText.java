package dev.sluice.drawing;

import dev.sluice.graph.Edge;
import dev.sluice.graph.Graph;
import dev.sluice.graph.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws a graph as a numbered list, in an order in which it could be walked. */
public final class GraphText {
    private GraphText() {}

    /**
     * Draws a graph. What a vertex waits for is named by number, unless it is just the line above.
     *
     * @throws CyclicGraphException if it has a circle
     */
    public static <V> String render(Graph<V> graph) {
        Map<V, Vertex<V>> vertices = new HashMap<>();
        graph.vertices().forEach(vertex -> vertices.put(vertex.value(), vertex));
        Map<V, Integer> numbers = new HashMap<>();
        List<V> order = graph.topologicalOrder();
        order.forEach(value -> numbers.put(value, numbers.size() + 1));
        int width = Integer.toString(order.size()).length();
        StringBuilder text = new StringBuilder();
        String group = "";
        for (V value : order) {
            Vertex<V> vertex = vertices.getOrDefault(value, new Vertex<>(value, value.toString(), ""));
            if (!vertex.group().equals(group)) {
                String heading = vertex.group().isEmpty() ? "" : vertex.group() + "\n";
                text.append(text.isEmpty() ? "" : "\n").append(heading);
                group = vertex.group();
            }
            int number = numbers.getOrDefault(value, 0);
            text.append("  ")
                    .append(" ".repeat(width - Integer.toString(number).length()))
                    .append(number)
                    .append("  ")
                    .append(vertex.label().replace("\n", " "))
                    .append(waits(graph.incoming(value), number, numbers))
                    .append('\n');
        }
        return text.toString();
    }

    private static <V> String waits(List<Edge<V>> incoming, int number, Map<V, Integer> numbers) {
        List<String> parts = new ArrayList<>();
        for (Edge.Kind kind : Edge.Kind.values()) {
            List<Edge<V>> edges =
                    incoming.stream().filter(edge -> edge.kind() == kind).toList();
            List<String> names = new ArrayList<>();
            for (Edge<V> edge : edges) {
                int from = numbers.getOrDefault(edge.from(), 0);
                if (incoming.size() > 1 || from != number - 1 || !edge.label().isEmpty()) {
                    names.add(from + (edge.label().isEmpty() ? "" : " (" + edge.label() + ")"));
                }
            }
            if (!names.isEmpty()) {
                parts.add((kind == Edge.Kind.NEEDS ? "needs " : "after ") + String.join(", ", names));
            }
        }
        if (incoming.isEmpty()) {
            return number == 1 ? "" : "  [at once]";
        }
        return parts.isEmpty() ? "" : "  [" + String.join("; ", parts) + "]";
    }
}
