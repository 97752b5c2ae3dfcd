package dev.sluice.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.drawing.Layout.Link;
import dev.sluice.drawing.Layout.Point;
import dev.sluice.graph.CyclicGraphException;
import dev.sluice.graph.Edge;
import dev.sluice.graph.Graph;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PictureTest {
    /** Phases that fork and join, a vertex of no group, a label on an edge, and texts with markup in them. */
    private static Graph<String> sample() {
        return Graph.<String>builder()
                .add("facts", "Gather facts", "Pre-flight \"checks\"")
                .add("zfs", "No ZFS pool has errors & none is <degraded>", "Pre-flight \"checks\"")
                .add("vg", "Create the volume group", "Volumes")
                .add("nfs", "Create the volume for NFS", "Volumes")
                .add("immich", "Create the volume for Immich", "Volumes")
                .add("user", "Create the user", "Users")
                .add("report", "Write the report; #1", "")
                .needs("zfs", "facts")
                .needs("vg", "zfs")
                .edge(new Edge<>("vg", "nfs", Edge.Kind.NEEDS, "vg | sas"))
                .needs("immich", "vg")
                .needs("user", "zfs")
                .after("report", "nfs")
                .after("report", "user")
                .build();
    }

    @Test
    void text() throws IOException {
        assertGolden("graph.txt", GraphText.render(sample()));
    }

    @Test
    void mermaid() throws IOException {
        assertGolden("graph.mmd", GraphMermaid.render(sample()));
    }

    @Test
    void dot() throws IOException {
        assertGolden("graph.dot", GraphDot.render(sample()));
    }

    @Test
    void svg() throws IOException {
        assertGolden("graph.svg", GraphSvg.render(sample()));
    }

    /** As the other golden files: written again with {@code -Dsluice.golden.update=true}. */
    private static void assertGolden(String name, String actual) throws IOException {
        Path path = Path.of("src/test/resources/golden", name);
        if (Boolean.getBoolean("sluice.golden.update")) {
            Files.writeString(path, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(path));
    }

    @Test
    void groupsThatWaitForEachOtherAreDrawnWithoutFrames() throws Exception {
        Graph<String> graph = Graph.<String>builder()
                .add("a1", "a1", "a")
                .add("b1", "b1", "b")
                .add("a2", "a2", "a")
                .needs("b1", "a1")
                .needs("a2", "b1")
                .build();

        String svg = GraphSvg.render(graph);

        assertThat(svg).doesNotContain("class=\"frame\"");
        assertThat(parse(svg).getElementsByTagName("path").getLength()).isEqualTo(2 + 2);
    }

    @Test
    void anEmptyGraphIsAnEmptyPicture() throws Exception {
        Graph<String> empty = Graph.<String>builder().build();

        assertThat(parse(GraphSvg.render(empty)).getElementsByTagName("text").getLength())
                .isZero();
        assertThat(GraphText.render(empty)).isEmpty();
    }

    @Test
    void aCircleCannotBeDrawn() {
        Graph<String> circle = Graph.<String>builder()
                .add("a")
                .add("b")
                .needs("a", "b")
                .needs("b", "a")
                .build();

        assertThatThrownBy(() -> GraphSvg.render(circle)).isInstanceOf(CyclicGraphException.class);
    }

    @Property(tries = 200)
    void anyTextMakesAWellFormedPicture(@ForAll String label, @ForAll String group) throws Exception {
        Graph<Integer> graph = Graph.<Integer>builder()
                .add(1, label, group)
                .add(2, group, label)
                .edge(new Edge<>(1, 2, Edge.Kind.AFTER, label))
                .build();

        assertThat(parse(GraphSvg.render(graph)).getDocumentElement().getTagName())
                .isEqualTo("svg");
    }

    @Property(tries = 200)
    void boxesNeverOverlapAndLinesLeadDown(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 10, max = 200) Integer> widths,
            @ForAll @Size(max = 30) List<@IntRange(max = 399) Integer> pairs) {
        List<Layout.Size> sizes = widths.stream()
                .map(width -> new Layout.Size(width, width / 2.0))
                .toList();
        List<Link> links = new ArrayList<>();
        for (int pair : pairs) {
            int one = pair % 20 % sizes.size();
            int other = pair / 20 % sizes.size();
            if (one < other) {
                links.add(new Link(one, other));
            }
        }

        Layout layout = LayeredLayout.of(sizes, links, 10, 20);

        for (int one = 0; one < sizes.size(); one++) {
            for (int other = one + 1; other < sizes.size(); other++) {
                assertThat(overlap(layout, sizes, one, other)).isFalse();
            }
        }
        assertThat(layout.paths()).allMatch(PictureTest::leadsDown);
    }

    private static boolean leadsDown(List<Point> path) {
        for (int index = 1; index < path.size(); index++) {
            if (path.get(index).y() < path.get(index - 1).y()) {
                return false;
            }
        }
        return path.size() >= 2;
    }

    private static boolean overlap(Layout layout, List<Layout.Size> sizes, int one, int other) {
        Point first = layout.centers().get(one);
        Point second = layout.centers().get(other);
        double across = (sizes.get(one).width() + sizes.get(other).width()) / 2;
        double down = (sizes.get(one).height() + sizes.get(other).height()) / 2;
        return Math.abs(first.x() - second.x()) < across - 0.001 && Math.abs(first.y() - second.y()) < down - 0.001;
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
