package dev.sluice.drawing;

import dev.sluice.graph.Edge;
import dev.sluice.graph.Graph;
import java.util.List;

/** Draws a graph in the language of Graphviz. */
public final class GraphDot {
    private GraphDot() {}

    public static <V> String render(Graph<V> graph) {
        Numbered<V> numbered = new Numbered<>(graph);
        StringBuilder text = new StringBuilder("digraph runbook {\n");
        text.append("  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        text.append("  edge [fontname=\"sans-serif\", fontsize=10];\n");
        int count = 0;
        for (var group : numbered.groups.entrySet()) {
            boolean named = !group.getKey().isEmpty();
            if (named) {
                text.append("  subgraph cluster_").append(count++).append(" {\n");
                text.append("    label=").append(quote(group.getKey())).append(";\n");
            }
            addVertices(numbered, group.getValue(), named ? "    " : "  ", text);
            text.append(named ? "  }\n" : "");
        }
        for (Numbered.NumberedEdge edge : numbered.edges) {
            text.append("  v").append(edge.from()).append(" -> v").append(edge.to());
            text.append(" [label=").append(quote(edge.label()));
            text.append(edge.kind() == Edge.Kind.AFTER ? ", style=dashed];\n" : "];\n");
        }
        return text.append("}\n").toString();
    }

    private static <V> void addVertices(
            Numbered<V> numbered, List<Integer> vertices, String indent, StringBuilder text) {
        for (int vertex : vertices) {
            text.append(indent)
                    .append('v')
                    .append(vertex)
                    .append(" [label=")
                    .append(quote(numbered.vertices.get(vertex).label()))
                    .append("];\n");
        }
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
