package dev.sluice.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    @Test
    void ordersVerticesAfterWhatTheyWaitForAndElseAsTheyWereAdded() {
        Graph<String> graph = Graph.<String>builder()
                .add("d")
                .add("a")
                .add("b")
                .add("c")
                .needs("d", "c")
                .after("b", "a")
                .build();

        assertThat(graph.topologicalOrder()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void namesTheCircleInTheOrderInWhichItWaits() {
        Graph<String> graph = Graph.<String>builder()
                .add("start")
                .add("1", "mount the disk", "")
                .add("2", "make the volume", "")
                .add("3", "copy the data", "")
                .needs("1", "start")
                .needs("2", "1")
                .needs("3", "2")
                .after("1", "3")
                .build();

        assertThatThrownBy(graph::topologicalOrder)
                .isInstanceOfSatisfying(
                        CyclicGraphException.class,
                        failure -> assertThat(failure.cycle()).isEqualTo(List.of("1", "2", "3")))
                .hasMessageContaining("mount the disk -> make the volume -> copy the data -> mount the disk");
    }

    @Test
    void aVertexThatWaitsForItselfIsACircle() {
        Graph<String> graph = Graph.<String>builder().add("a").needs("a", "a").build();

        assertThatThrownBy(graph::topologicalOrder).hasMessageContaining("a -> a");
    }

    @Test
    void theStrongerOfTwoEdgesIsKept() {
        Graph<String> graph = Graph.<String>builder()
                .add("a")
                .add("b")
                .needs("b", "a")
                .after("b", "a")
                .build();

        assertThat(graph.edges()).containsExactly(new Edge<>("a", "b", Edge.Kind.NEEDS, ""));
    }

    @Test
    void refusesAnEdgeToNowhereAndAVertexTwice() {
        Graph.Builder<String> builder = Graph.<String>builder().add("a");

        assertThatThrownBy(() -> builder.needs("a", "b")).hasMessage("unknown vertex b");
        assertThatThrownBy(() -> builder.add("a")).hasMessage("the vertex a is there already");
    }

    @Test
    void aChainNeedsEachBeforeTheNext() {
        assertThat(Graph.chain(List.of("a", "b", "c")).edges())
                .extracting(Edge::from, Edge::to, Edge::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "b", Edge.Kind.NEEDS),
                        org.assertj.core.groups.Tuple.tuple("b", "c", Edge.Kind.NEEDS));
    }
}
