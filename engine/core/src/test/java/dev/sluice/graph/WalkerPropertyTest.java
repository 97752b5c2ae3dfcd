package dev.sluice.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Walks of random graphs by several threads, beside a model that knows nothing of threads. */
class WalkerPropertyTest {
    /**
     * A graph of numbers, the vertices that fail, and those that insert a part. An inserted vertex is the number of its
     * parent times a hundred and more.
     */
    record Case(Graph<Integer> graph, Set<Integer> failing, Set<Integer> expanding) {
        Graph<Integer> partOf(int vertex) {
            return Graph.<Integer>builder()
                    .add(vertex * 100 + 100)
                    .add(vertex * 100 + 101)
                    .add(vertex * 100 + 102)
                    .needs(vertex * 100 + 101, vertex * 100 + 100)
                    .build();
        }

        Visitor.Outcome<Integer> outcome(int vertex) {
            if (failing.contains(vertex)) {
                return Visitor.Outcome.failed();
            }
            return expanding.contains(vertex) ? Visitor.Outcome.expanded(partOf(vertex)) : Visitor.Outcome.done();
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<List<Integer>> edges =
                Arbitraries.integers().between(0, 100_000).list().ofMaxSize(40);
        Arbitrary<Set<Integer>> failing =
                Arbitraries.integers().between(0, 14).set().ofMaxSize(4);
        Arbitrary<Set<Integer>> expanding =
                Arbitraries.integers().between(0, 14).set().ofMaxSize(4);
        Arbitrary<Set<Integer>> failingInside =
                Arbitraries.integers().between(100, 1502).set().ofMaxSize(200);
        return Combinators.combine(Arbitraries.integers().between(1, 15), edges, failing, expanding, failingInside)
                .as((size, numbers, fails, expands, inside) -> {
                    Set<Integer> all = new HashSet<>(fails);
                    all.addAll(inside);
                    return new Case(graph(size, numbers), all, expands);
                });
    }

    /** Vertices are added backwards, so that priority and order disagree; edges lead from smaller to larger numbers. */
    private static Graph<Integer> graph(int size, List<Integer> numbers) {
        Graph.Builder<Integer> builder = Graph.builder();
        for (int vertex = size - 1; vertex >= 0; vertex--) {
            builder.add(vertex);
        }
        for (int number : numbers) {
            int from = number % size;
            int to = (number / 100) % size;
            if (from < to) {
                Edge.Kind kind = number / 50_000 == 0 ? Edge.Kind.NEEDS : Edge.Kind.AFTER;
                builder.edge(new Edge<>(from, to, kind, ""));
            }
        }
        return builder.build();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyVertexEndsAsTheModelSaysHoweverManyThreadsWalk(
            @ForAll("cases") Case drawn, @ForAll @IntRange(min = 1, max = 4) int parallelism) {
        Map<Integer, Ending<Integer>> endings = walk(drawn, parallelism, new ArrayList<>(), new AtomicInteger());

        assertThat(endings).containsExactlyInAnyOrderEntriesOf(new Model(drawn).endings);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nothingBeginsBeforeAllThatItWaitsForHasEndedAndNeverTooMuchAtATime(
            @ForAll("cases") Case drawn, @ForAll @IntRange(min = 1, max = 4) int parallelism) {
        List<String> log = new ArrayList<>();
        AtomicInteger most = new AtomicInteger();

        walk(drawn, parallelism, log, most);

        assertThat(most.get()).isLessThanOrEqualTo(parallelism);
        assertThat(log).doesNotHaveDuplicates();
        for (Edge<Integer> edge : drawn.graph().edges()) {
            int begin = log.indexOf("begin " + edge.to());
            if (begin >= 0) {
                assertThat(log.subList(begin, log.size()))
                        .as("what happened after the begin of %s", edge.to())
                        .doesNotContain("begin " + edge.from(), "end " + edge.from())
                        .noneMatch(entry -> belongsTo(entry, edge.from()));
            }
        }
    }

    private static boolean belongsTo(String entry, int vertex) {
        int number = Integer.parseInt(entry.substring(entry.indexOf(' ') + 1));
        return number >= 100 && (number - 100) / 100 == vertex;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void oneAtATimeFollowsTheTopologicalOrder(@ForAll("cases") Case drawn) {
        List<String> log = new ArrayList<>();

        Map<Integer, Ending<Integer>> endings = walk(drawn, 1, log, new AtomicInteger());

        List<Integer> begun = log.stream()
                .filter(entry -> entry.startsWith("begin "))
                .map(entry -> Integer.valueOf(entry.substring(6)))
                .filter(vertex -> vertex < 100)
                .toList();
        List<Integer> expected = drawn.graph().topologicalOrder().stream()
                .filter(vertex -> !(endings.get(vertex) instanceof Ending.Skipped))
                .toList();
        if (drawn.expanding().isEmpty()) {
            assertThat(begun).isEqualTo(expected);
        } else {
            assertThat(begun).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aCircleIsFoundInAnyGraphThatHasOne(
            @ForAll("cases") Case drawn, @ForAll @IntRange(max = 14) int one, @ForAll @IntRange(max = 14) int other) {
        int size = drawn.graph().vertices().size();
        int from = Math.min(one, other) % size;
        int to = Math.max(one, other) % size;
        Graph.Builder<Integer> builder = Graph.builder();
        drawn.graph().vertices().forEach(vertex -> builder.add(vertex.value()));
        drawn.graph().edges().forEach(builder::edge);
        builder.needs(to, from).needs(from, to);

        List<Integer> cycle = builder.build().cycle().orElseThrow();

        Graph<Integer> circular = builder.build();
        for (int index = 0; index < cycle.size(); index++) {
            int next = cycle.get((index + 1) % cycle.size());
            assertThat(circular.outgoing(cycle.get(index))).extracting(Edge::to).contains(next);
        }
        assertThat(drawn.graph().cycle()).isEmpty();
    }

    private static Map<Integer, Ending<Integer>> walk(
            Case drawn, int parallelism, List<String> log, AtomicInteger most) {
        AtomicInteger running = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Visitor<Integer> visitor = vertex -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                synchronized (log) {
                    log.add("begin " + vertex);
                }
                Thread.yield();
                synchronized (log) {
                    log.add("end " + vertex);
                }
                running.decrementAndGet();
                return drawn.outcome(vertex);
            };
            return new Walker<>(drawn.graph(), visitor, threads, parallelism).walk();
        } finally {
            threads.shutdown();
        }
    }

    /** What becomes of each vertex, by recursion over the topological order. */
    private static final class Model {
        final Map<Integer, Ending<Integer>> endings = new HashMap<>();
        private final Map<Integer, Integer> roots = new HashMap<>();
        private final Case drawn;
        private final List<Integer> priority = new ArrayList<>();

        Model(Case drawn) {
            this.drawn = drawn;
            drawn.graph().vertices().forEach(vertex -> {
                priority.add(vertex.value());
                drawn.partOf(vertex.value()).vertices().forEach(inner -> priority.add(inner.value()));
            });
            walk(drawn.graph());
        }

        private void walk(Graph<Integer> graph) {
            for (int vertex : graph.topologicalOrder()) {
                for (Edge<Integer> edge : graph.incoming(vertex)) {
                    if (edge.kind() == Edge.Kind.NEEDS && roots.containsKey(edge.from())) {
                        roots.merge(vertex, roots.get(edge.from()), this::earlier);
                    }
                }
                visit(vertex);
            }
        }

        private void visit(int vertex) {
            if (roots.containsKey(vertex)) {
                endings.put(vertex, new Ending.Skipped<>(roots.get(vertex)));
            } else if (drawn.outcome(vertex) instanceof Visitor.Outcome.Failed) {
                endings.put(vertex, new Ending.Failed<>());
                roots.put(vertex, vertex);
            } else {
                endings.put(vertex, new Ending.Done<>());
                if (drawn.outcome(vertex) instanceof Visitor.Outcome.Expanded<Integer> expanded) {
                    walk(expanded.part());
                    expanded.part().vertices().forEach(inner -> {
                        if (roots.containsKey(inner.value())) {
                            roots.merge(vertex, roots.get(inner.value()), this::earlier);
                        }
                    });
                }
            }
        }

        private int earlier(int one, int other) {
            return priority.indexOf(one) < priority.indexOf(other) ? one : other;
        }
    }
}
