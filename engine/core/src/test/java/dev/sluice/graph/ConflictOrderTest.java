package dev.sluice.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConflictOrderTest {
    @Example
    void twoThatAreInConflictAreVisitedInTheirOrder() {
        Graph<String> graph = Graph.<String>builder().add("a").add("b").add("c").build();

        ConflictOrder<String> order = ConflictOrder.of(
                graph,
                (earlier, later) -> later.equals("c") && earlier.equals("a") ? Optional.of("both") : Optional.empty());

        assertThat(order.added()).containsExactly(new ConflictOrder.Added<>("a", "c", "both"));
        assertThat(order.besides("a")).containsExactly("b");
        assertThat(order.besides("b")).containsExactly("a", "c");
    }

    @Example
    void oneThatNeedsALaterOneWaitsForIt() {
        Graph<String> graph =
                Graph.<String>builder().add("a").add("b").needs("a", "b").build();

        ConflictOrder<String> order = ConflictOrder.of(graph, (earlier, later) -> Optional.of("all"));

        assertThat(order.sequence()).containsExactly("b", "a");
        assertThat(order.added()).isEmpty();
    }

    @Example
    void whatFollowsFromOtherEdgesIsNotAdded() {
        Graph<Integer> graph = Graph.<Integer>builder().add(1).add(2).add(3).build();

        ConflictOrder<Integer> order = ConflictOrder.of(graph, (earlier, later) -> Optional.of("all"));

        assertThat(order.added())
                .containsExactly(new ConflictOrder.Added<>(1, 2, "all"), new ConflictOrder.Added<>(2, 3, "all"));
    }

    @Property
    void nothingInConflictIsLeftUnorderedAndTheSequenceStays(@ForAll("programs") Program program) {
        ConflictOrder<Integer> order = ConflictOrder.of(program.graph(), program::conflict);

        assertThat(order.graph().topologicalOrder())
                .isEqualTo(program.graph().topologicalOrder())
                .isEqualTo(order.sequence());
        for (int vertex : order.sequence()) {
            Predicate<Integer> inConflict =
                    other -> program.conflict(vertex, other).isPresent();
            assertThat(order.besides(vertex)).noneMatch(inConflict);
            assertThat(order.besides(vertex)).isEqualTo(unordered(order.graph(), vertex));
        }
    }

    /** Those from which no way leads to the vertex and to which none leads from it. */
    private static List<Integer> unordered(Graph<Integer> graph, int vertex) {
        return graph.topologicalOrder().stream()
                .filter(other -> other != vertex)
                .filter(other -> !reached(graph, vertex).contains(other)
                        && !reached(graph, other).contains(vertex))
                .toList();
    }

    private static Set<Integer> reached(Graph<Integer> graph, int start) {
        Set<Integer> reached = new HashSet<>();
        List<Integer> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            int vertex = open.remove(0);
            graph.outgoing(vertex).stream().map(Edge::to).filter(reached::add).forEach(open::add);
        }
        return reached;
    }

    /** Vertices from 0, edges from smaller to greater ones of a shuffled numbering, and pairs in conflict. */
    record Program(List<Integer> vertices, Set<List<Integer>> edges, Set<List<Integer>> conflicts) {
        Graph<Integer> graph() {
            Graph.Builder<Integer> builder = Graph.builder();
            vertices.forEach(builder::add);
            edges.forEach(edge -> {
                if (edge.get(0) < edge.get(1)) {
                    builder.needs(edge.get(1), edge.get(0));
                }
            });
            return builder.build();
        }

        Optional<String> conflict(int one, int other) {
            return conflicts.contains(List.of(one, other)) || conflicts.contains(List.of(other, one))
                    ? Optional.of("a conflict")
                    : Optional.empty();
        }
    }

    @Provide
    Arbitrary<Program> programs() {
        int vertices = 7;
        Arbitrary<List<Integer>> pair =
                Arbitraries.integers().between(0, vertices - 1).list().ofSize(2);
        return Combinators.combine(
                        Arbitraries.shuffle(List.of(0, 1, 2, 3, 4, 5, 6)),
                        pair.set().ofMaxSize(8),
                        pair.set().ofMaxSize(8))
                .as(Program::new);
    }
}
