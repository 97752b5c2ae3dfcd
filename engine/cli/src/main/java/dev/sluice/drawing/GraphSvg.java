package dev.sluice.drawing;

import dev.sluice.drawing.Layout.Link;
import dev.sluice.drawing.Layout.Point;
import dev.sluice.drawing.Layout.Size;
import dev.sluice.drawing.Numbered.NumberedEdge;
import dev.sluice.graph.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Draws a graph as an SVG picture: a box for each vertex, and around those of a group a box with its name. */
public final class GraphSvg {
    private static final double MARGIN = 24;
    private static final double PADDING = 20;
    private static final double TITLE = 28;
    private static final double ACROSS = 28;
    private static final double DOWN = 40;

    private GraphSvg() {}

    /**
     * Draws a graph.
     *
     * @throws CyclicGraphException if it has a circle
     */
    public static <V> String render(Graph<V> graph) {
        graph.topologicalOrder();
        Numbered<V> numbered = new Numbered<>(graph);
        List<VertexBox> boxes = numbered.vertices.stream()
                .map(vertex -> VertexBox.of(vertex.label()))
                .toList();
        Picture picture = new Picture(boxes);
        if (!arrangeByGroup(numbered, boxes, picture)) {
            arrangeFlat(numbered, boxes, picture);
        }
        return picture.svg(MARGIN);
    }

    private static <V> void arrangeFlat(Numbered<V> numbered, List<VertexBox> boxes, Picture picture) {
        List<Link> links = numbered.edges.stream()
                .map(edge -> new Link(edge.from(), edge.to()))
                .toList();
        Layout layout = LayeredLayout.of(boxes.stream().map(VertexBox::size).toList(), links, ACROSS, DOWN);
        picture.size(layout.width(), layout.height());
        for (int vertex = 0; vertex < boxes.size(); vertex++) {
            picture.place(vertex, layout.centers().get(vertex));
        }
        for (int edge = 0; edge < numbered.edges.size(); edge++) {
            picture.line(numbered.edges.get(edge), layout.paths().get(edge));
        }
    }

    /** Whether it could be done: not if two groups wait for each other. */
    private static <V> boolean arrangeByGroup(Numbered<V> numbered, List<VertexBox> boxes, Picture picture) {
        List<Cluster> clusters = clusters(numbered, boxes);
        Map<Integer, Integer> clusterOf = new HashMap<>();
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            for (int member : clusters.get(cluster).members()) {
                clusterOf.put(member, cluster);
            }
        }
        Map<Link, Integer> links = new LinkedHashMap<>();
        for (NumberedEdge edge : numbered.edges) {
            Link link = new Link(clusterOf.getOrDefault(edge.from(), 0), clusterOf.getOrDefault(edge.to(), 0));
            if (link.from() != link.to()) {
                links.putIfAbsent(link, links.size());
            }
        }
        if (hasCircle(clusters.size(), links.keySet())) {
            return false;
        }
        Layout outer = LayeredLayout.of(
                clusters.stream().map(Cluster::size).toList(), List.copyOf(links.keySet()), ACROSS, DOWN);
        picture.size(outer.width(), outer.height());
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            clusters.get(cluster).draw(outer.centers().get(cluster), picture);
        }
        for (NumberedEdge edge : numbered.edges) {
            Link link = new Link(clusterOf.getOrDefault(edge.from(), 0), clusterOf.getOrDefault(edge.to(), 0));
            if (link.from() != link.to()) {
                List<Point> path = outer.paths().get(links.getOrDefault(link, 0));
                picture.line(edge, picture.between(edge, path));
            }
        }
        return true;
    }

    private static boolean hasCircle(int size, Iterable<Link> links) {
        Graph.Builder<Integer> builder = Graph.builder();
        for (int number = 0; number < size; number++) {
            builder.add(number);
        }
        links.forEach(link -> builder.needs(link.to(), link.from()));
        return builder.build().cycle().isPresent();
    }

    private static <V> List<Cluster> clusters(Numbered<V> numbered, List<VertexBox> boxes) {
        List<Cluster> clusters = new ArrayList<>();
        numbered.groups.forEach((name, members) -> {
            if (name.isEmpty()) {
                members.forEach(member -> clusters.add(Cluster.of("", List.of(member), List.of(), boxes)));
            } else {
                List<NumberedEdge> inner = numbered.edges.stream()
                        .filter(edge -> members.contains(edge.from()) && members.contains(edge.to()))
                        .toList();
                clusters.add(Cluster.of(name, members, inner, boxes));
            }
        });
        return clusters;
    }

    /** The vertices of a group, or a single one without a group, laid out by themselves. */
    private record Cluster(String name, List<Integer> members, List<NumberedEdge> edges, Layout layout, Size size) {
        static Cluster of(String name, List<Integer> members, List<NumberedEdge> edges, List<VertexBox> boxes) {
            List<Link> links = new ArrayList<>(new LinkedHashSet<>(edges.stream()
                    .map(edge -> new Link(members.indexOf(edge.from()), members.indexOf(edge.to())))
                    .toList()));
            List<Size> sizes =
                    members.stream().map(member -> boxes.get(member).size()).toList();
            Layout layout = LayeredLayout.of(sizes, links, ACROSS, DOWN);
            if (name.isEmpty()) {
                return new Cluster(name, members, edges, layout, new Size(layout.width(), layout.height()));
            }
            double width = Math.max(layout.width(), VertexBox.textWidth(name) * 1.1) + 2 * PADDING;
            return new Cluster(name, members, edges, layout, new Size(width, layout.height() + TITLE + 2 * PADDING));
        }

        void draw(Point center, Picture picture) {
            boolean framed = !name.isEmpty();
            Point corner = center.plus(-size.width() / 2, -size.height() / 2);
            if (framed) {
                picture.frame(name, corner, size);
            }
            Point origin = corner.plus((size.width() - layout.width()) / 2, framed ? TITLE + PADDING : 0);
            for (int index = 0; index < members.size(); index++) {
                Point inner = layout.centers().get(index);
                picture.place(members.get(index), origin.plus(inner.x(), inner.y()));
                picture.inside(members.get(index), corner, size);
            }
            for (int edge = 0; edge < edges.size(); edge++) {
                picture.line(
                        edges.get(edge),
                        layout.paths().get(edge).stream()
                                .map(point -> origin.plus(point.x(), point.y()))
                                .toList());
            }
        }
    }
}
