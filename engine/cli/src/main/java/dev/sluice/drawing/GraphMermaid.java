package dev.sluice.drawing;

import dev.sluice.graph.Edge;
import dev.sluice.graph.Graph;
import java.util.List;

/** Draws a graph as a Mermaid flowchart, as GitHub and many wikis show it. */
public final class GraphMermaid {
    private GraphMermaid() {}

    public static <V> String render(Graph<V> graph) {
        Numbered<V> numbered = new Numbered<>(graph);
        StringBuilder text = new StringBuilder("flowchart TD\n");
        int count = 0;
        for (var group : numbered.groups.entrySet()) {
            boolean named = !group.getKey().isEmpty();
            if (named) {
                text.append("  subgraph g")
                        .append(count++)
                        .append("[\"")
                        .append(escape(group.getKey()))
                        .append("\"]\n");
            }
            addVertices(numbered, group.getValue(), named ? "    " : "  ", text);
            text.append(named ? "  end\n" : "");
        }
        for (Numbered.NumberedEdge edge : numbered.edges) {
            text.append("  v").append(edge.from()).append(edge.kind() == Edge.Kind.NEEDS ? " -->" : " -.->");
            if (!edge.label().isEmpty()) {
                text.append("|\"").append(escape(edge.label())).append("\"|");
            }
            text.append(" v").append(edge.to()).append('\n');
        }
        return text.toString();
    }

    private static <V> void addVertices(
            Numbered<V> numbered, List<Integer> vertices, String indent, StringBuilder text) {
        for (int vertex : vertices) {
            text.append(indent)
                    .append('v')
                    .append(vertex)
                    .append("[\"")
                    .append(escape(numbered.vertices.get(vertex).label()))
                    .append("\"]\n");
        }
    }

    /** Mermaid's entities: {@code #} and a number or a name, ended by a semicolon. */
    private static String escape(String text) {
        StringBuilder result = new StringBuilder();
        for (char each : text.toCharArray()) {
            switch (each) {
                case '\n' -> result.append("<br/>");
                case '#', '"', '<', '>', '&', '`', ';' ->
                    result.append('#').append((int) each).append(';');
                default -> result.append(each);
            }
        }
        return result.toString();
    }
}
