package dev.sluice.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WalkerTest {
    private final List<String> visited = new ArrayList<>();

    @Test
    void visitsInOrderOfPriorityWhenOnlyOneAtATimeIsAllowed() {
        Graph<String> graph = Graph.<String>builder()
                .add("c")
                .add("a")
                .add("b")
                .needs("c", "b")
                .build();

        walk(graph, vertex -> Visitor.Outcome.done());

        assertThat(visited).containsExactly("a", "b", "c");
    }

    @Test
    void whatNeedsAFailureIsSkippedBecauseOfItAndTheRestGoesOn() {
        Graph<String> graph = Graph.<String>builder()
                .add("volume")
                .add("file system")
                .add("mount")
                .add("report")
                .needs("file system", "volume")
                .needs("mount", "file system")
                .after("report", "mount")
                .build();

        Map<String, Ending<String>> endings =
                walk(graph, vertex -> vertex.equals("volume") ? Visitor.Outcome.failed() : Visitor.Outcome.done());

        assertThat(endings)
                .containsExactly(
                        Map.entry("volume", new Ending.Failed<>()),
                        Map.entry("file system", new Ending.Skipped<>("volume")),
                        Map.entry("mount", new Ending.Skipped<>("volume")),
                        Map.entry("report", new Ending.Done<>()));
    }

    @Test
    void ofSeveralRootsTheOneOfHighestPriorityIsNamed() {
        Graph<String> graph = Graph.<String>builder()
                .add("one")
                .add("two")
                .add("both")
                .needs("both", "two")
                .needs("both", "one")
                .build();

        Map<String, Ending<String>> endings =
                walk(graph, vertex -> vertex.equals("both") ? Visitor.Outcome.done() : Visitor.Outcome.failed());

        assertThat(endings).containsEntry("both", new Ending.Skipped<>("one"));
    }

    @Test
    void aVisitorIsToldOfWhatIsSkippedBeforeWhatComesAfterIt() {
        Graph<String> graph = Graph.<String>builder()
                .add("a")
                .add("b")
                .add("c")
                .needs("b", "a")
                .after("c", "b")
                .build();
        Visitor<String> visitor = new Visitor<>() {
            @Override
            public Outcome<String> visit(String vertex) {
                visited.add(vertex);
                return vertex.equals("a") ? Outcome.failed() : Outcome.done();
            }

            @Override
            public void skipped(String vertex, String because) {
                visited.add("no " + vertex + " because of " + because);
            }
        };

        new Walker<>(graph, visitor, Runnable::run, 1).walk();

        assertThat(visited).containsExactly("a", "no b because of a", "c");
    }

    @Test
    void aPartIsWalkedBeforeWhatWaitsForTheVertexItWasInsertedFor() {
        Graph<String> graph = Graph.chain(List.of("a", "include", "z"));

        Map<String, Ending<String>> endings = walk(graph, vertex -> switch (vertex) {
            case "include" -> Visitor.Outcome.expanded(Graph.chain(List.of("i1", "i2")));
            case "i1" -> Visitor.Outcome.expanded(Graph.chain(List.of("i1a")));
            default -> Visitor.Outcome.done();
        });

        assertThat(visited).containsExactly("a", "include", "i1", "i1a", "i2", "z");
        assertThat(endings.keySet()).containsExactly("a", "include", "i1", "i1a", "i2", "z");
    }

    @Test
    void aFailureInAPartSkipsWhatNeedsTheExpandedVertex() {
        Graph<String> graph = Graph.chain(List.of("include", "z"));

        Map<String, Ending<String>> endings = walk(graph, vertex -> switch (vertex) {
            case "include" ->
                Visitor.Outcome.expanded(
                        Graph.<String>builder().add("bad").add("good").build());
            case "bad" -> Visitor.Outcome.failed();
            default -> Visitor.Outcome.done();
        });

        assertThat(endings)
                .containsEntry("include", new Ending.Done<>())
                .containsEntry("good", new Ending.Done<>())
                .containsEntry("z", new Ending.Skipped<>("bad"));
    }

    @Test
    void anEmptyPartHoldsNothingUp() {
        walk(
                Graph.chain(List.of("include", "z")),
                vertex -> vertex.equals("include")
                        ? Visitor.Outcome.expanded(Graph.<String>builder().build())
                        : Visitor.Outcome.done());

        assertThat(visited).containsExactly("include", "z");
    }

    @Test
    void cancellingLetsRunningVisitsEndAndBeginsNoOthers() throws InterruptedException {
        Graph<String> graph = Graph.<String>builder()
                .add("a")
                .add("b")
                .add("c")
                .needs("c", "a")
                .build();
        CountDownLatch bothRun = new CountDownLatch(2);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Walker<String> walker = new Walker<>(
                graph,
                vertex -> {
                    bothRun.countDown();
                    await(mayEnd);
                    return Visitor.Outcome.done();
                },
                threads,
                2);
        AtomicReference<Map<String, Ending<String>>> endings = new AtomicReference<>();
        Thread walking = new Thread(() -> endings.set(walker.walk()));
        walking.start();
        await(bothRun);

        walker.cancel();
        mayEnd.countDown();
        walking.join();
        threads.shutdown();

        assertThat(endings.get())
                .containsEntry("a", new Ending.Done<>())
                .containsEntry("b", new Ending.Done<>())
                .containsEntry("c", new Ending.NotBegun<>());
    }

    @Test
    void aWalkThatWasCancelledBeforeBeginsNothing() {
        Walker<String> walker =
                new Walker<>(Graph.chain(List.of("a")), vertex -> Visitor.Outcome.done(), Runnable::run, 1);
        walker.cancel();

        assertThat(walker.walk()).containsEntry("a", new Ending.NotBegun<>());
    }

    @Test
    void anInterruptCancelsTheWalkAndIsKept() {
        Walker<String> walker = new Walker<>(
                Graph.chain(List.of("a", "b")),
                vertex -> {
                    Thread.currentThread().interrupt();
                    return Visitor.Outcome.done();
                },
                Runnable::run,
                1);

        Map<String, Ending<String>> endings = walker.walk();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(endings).containsEntry("a", new Ending.Done<>()).containsEntry("b", new Ending.NotBegun<>());
    }

    @Test
    void aDefectOfTheVisitorEndsTheWalkAndIsThrownOn() {
        assertThatThrownBy(() -> walk(Graph.chain(List.of("a", "b")), vertex -> {
                    throw new IllegalStateException("a defect");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect");
        assertThat(visited).containsExactly("a");
    }

    @Test
    void anExecutorThatTakesNothingEndsTheWalk() {
        Walker<String> walker = new Walker<>(
                Graph.chain(List.of("a")),
                vertex -> Visitor.Outcome.done(),
                command -> {
                    throw new RejectedExecutionException("closed");
                },
                1);

        assertThatThrownBy(walker::walk).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aVertexCannotBeInsertedTwice() {
        assertThatThrownBy(() -> walk(
                        Graph.chain(List.of("a", "b")), vertex -> Visitor.Outcome.expanded(Graph.chain(List.of("b")))))
                .hasMessage("the vertex b is in the graph already");
    }

    @Test
    void aCircleIsRefusedBeforeAnythingIsVisited() {
        Graph<String> graph = Graph.<String>builder()
                .add("a")
                .add("b")
                .needs("a", "b")
                .needs("b", "a")
                .build();

        assertThatThrownBy(() -> walk(graph, vertex -> Visitor.Outcome.done()))
                .isInstanceOf(CyclicGraphException.class);
        assertThat(visited).isEmpty();
    }

    private Map<String, Ending<String>> walk(Graph<String> graph, Visitor<String> visitor) {
        return new Walker<>(
                        graph,
                        vertex -> {
                            visited.add(vertex);
                            return visitor.visit(vertex);
                        },
                        Runnable::run,
                        1)
                .walk();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }
}
