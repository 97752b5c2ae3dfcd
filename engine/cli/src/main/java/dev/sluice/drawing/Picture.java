package dev.sluice.drawing;

import dev.sluice.drawing.Layout.Point;
import dev.sluice.drawing.Layout.Size;
import dev.sluice.drawing.Numbered.NumberedEdge;
import dev.sluice.graph.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts an SVG together: frames below, then lines, then boxes. */
final class Picture {
    private static final String STYLE = """
            text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:13px;fill:#1f2933}
            .frame{fill:#f4f6fa;stroke:#c9d2e0}.title{font-weight:600;fill:#3b4a63;stroke:#f4f6fa;stroke-width:5;paint-order:stroke}
            .box{fill:#fff;stroke:#6b7c93;stroke-width:1.2}
            .needs,.after{fill:none;stroke:#52637a;stroke-width:1.4}.after{stroke:#93a1b5;stroke-dasharray:5 4}
            .label{font-size:11px;fill:#52637a;stroke:#fff;stroke-width:4;paint-order:stroke;stroke-linejoin:round}
            """;

    private final List<VertexBox> boxes;
    private final Map<Integer, Point> centers = new HashMap<>();
    private final Map<Integer, Area> areas = new HashMap<>();
    private final StringBuilder frames = new StringBuilder();
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder labels = new StringBuilder();

    private double width;
    private double height;

    /** The frame around a vertex. */
    private record Area(Point corner, Size size) {}

    Picture(List<VertexBox> boxes) {
        this.boxes = boxes;
    }

    void size(double newWidth, double newHeight) {
        width = newWidth;
        height = newHeight;
    }

    void place(int vertex, Point center) {
        centers.put(vertex, center);
    }

    void inside(int vertex, Point corner, Size size) {
        areas.put(vertex, new Area(corner, size));
    }

    /** The name is drawn last, so that a line that enters below it does not cross it out. */
    void frame(String name, Point corner, Size size) {
        frames.append(String.format(
                Locale.ROOT,
                "<rect class=\"frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"10\"/>\n",
                corner.x(),
                corner.y(),
                size.width(),
                size.height()));
        labels.append(String.format(
                Locale.ROOT,
                "<text class=\"title\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                corner.x() + 16,
                corner.y() + 25,
                escape(name)));
    }

    /** The way from a vertex out of its frame, along the path between the frames, and into another. */
    List<Point> between(NumberedEdge edge, List<Point> path) {
        List<Point> points = new ArrayList<>();
        Point start = bottom(edge.from());
        Point end = top(edge.to());
        points.add(start);
        Area from = areas.get(edge.from());
        if (from != null) {
            points.add(new Point(start.x(), from.corner().y() + from.size().height()));
        }
        points.addAll(path.subList(1, path.size() - 1));
        Area to = areas.get(edge.to());
        if (to != null) {
            points.add(new Point(end.x(), to.corner().y()));
        }
        points.add(end);
        return points;
    }

    private Point bottom(int vertex) {
        return centers.getOrDefault(vertex, new Point(0, 0))
                .plus(0, boxes.get(vertex).size().height() / 2);
    }

    private Point top(int vertex) {
        return centers.getOrDefault(vertex, new Point(0, 0))
                .plus(0, -boxes.get(vertex).size().height() / 2);
    }

    void line(NumberedEdge edge, List<Point> points) {
        Point start = points.get(0);
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "M%.1f %.1f", start.x(), start.y()));
        for (int index = 1; index < points.size(); index++) {
            path.append(curve(points.get(index - 1), points.get(index)));
        }
        String kind = edge.kind() == Edge.Kind.NEEDS ? "needs" : "after";
        lines.append(String.format("<path class=\"%s\" d=\"%s\" marker-end=\"url(#%s)\"/>\n", kind, path, kind));
        if (!edge.label().isEmpty()) {
            Point one = points.get((points.size() - 1) / 2);
            Point other = points.get((points.size() - 1) / 2 + 1);
            labels.append(String.format(
                    Locale.ROOT,
                    "<text class=\"label\" text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                    (one.x() + other.x()) / 2,
                    (one.y() + other.y()) / 2 + 4,
                    escape(edge.label())));
        }
    }

    private static String curve(Point from, Point to) {
        if (Math.abs(from.x() - to.x()) < 0.5) {
            return String.format(Locale.ROOT, "L%.1f %.1f", to.x(), to.y());
        }
        double middle = (from.y() + to.y()) / 2;
        return String.format(
                Locale.ROOT, "C%.1f %.1f %.1f %.1f %.1f %.1f", from.x(), middle, to.x(), middle, to.x(), to.y());
    }

    String svg(double margin) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$.0f\" viewBox=\"0 0 %1$.0f %2$.0f\">\n",
                width + 2 * margin,
                height + 2 * margin));
        svg.append("<style>\n").append(STYLE).append("</style>\n<defs>\n");
        svg.append(arrow("needs", "#52637a")).append(arrow("after", "#93a1b5")).append("</defs>\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        svg.append(String.format(Locale.ROOT, "<g transform=\"translate(%1$.0f %1$.0f)\">\n", margin));
        svg.append(frames).append(lines);
        for (int vertex = 0; vertex < boxes.size(); vertex++) {
            svg.append(box(boxes.get(vertex), centers.getOrDefault(vertex, new Point(0, 0))));
        }
        return svg.append(labels).append("</g>\n</svg>\n").toString();
    }

    private static String arrow(String id, String colour) {
        return "<marker id=\"" + id + "\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\""
                + " markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"" + colour
                + "\"/></marker>\n";
    }

    private static String box(VertexBox box, Point center) {
        Size size = box.size();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<rect class=\"box\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"6\"/>\n",
                center.x() - size.width() / 2,
                center.y() - size.height() / 2,
                size.width(),
                size.height()));
        double first = center.y() - (box.lines().size() - 1) * VertexBox.LINE_HEIGHT / 2 + 4.5;
        for (int line = 0; line < box.lines().size(); line++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                    center.x(),
                    first + line * VertexBox.LINE_HEIGHT,
                    escape(box.lines().get(line))));
        }
        return svg.toString();
    }

    /** Fit for XML; characters that XML 1.0 does not allow at all are replaced. */
    private static String escape(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(each -> {
            switch (each) {
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '&' -> result.append("&amp;");
                case '"' -> result.append("&quot;");
                default ->
                    result.appendCodePoint(
                            each < 0x20 || (each >= 0xD800 && each <= 0xDFFF) || each == 0xFFFE || each == 0xFFFF
                                    ? 0xFFFD
                                    : each);
            }
        });
        return result.toString();
    }
}
