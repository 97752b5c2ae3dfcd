package dev.sluice.graph;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Visits every vertex of a graph once, each after all those that it waits for, as many at a time as are allowed. Of
 * several that could begin, the one of highest priority does; with one at a time the order is therefore always the same.
 *
 * <p>All bookkeeping is done by the thread that calls {@link #walk}; the visits are the executor's.
 *
 * @param <V> the vertices
 */
public final class Walker<V> {
    private final Graph<V> graph;
    private final Visitor<V> visitor;
    private final Executor executor;
    private final int parallelism;
    private final BlockingQueue<Message<V>> messages = new LinkedBlockingQueue<>();
    private final Map<V, Stop<V>> stops = new LinkedHashMap<>();
    private final PriorityQueue<Stop<V>> ready = new PriorityQueue<>(Comparator.naturalOrder());

    private volatile boolean cancelled;
    private int running;
    private @Nullable Throwable defect;

    /**
     * @param executor where visits run; one that runs them in the calling thread is fine too
     * @param parallelism how many visits are under way at most, at least 1
     */
    public Walker(Graph<V> graph, Visitor<V> visitor, Executor executor, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("at least one visit at a time is needed, not " + parallelism);
        }
        this.graph = graph;
        this.visitor = visitor;
        this.executor = executor;
        this.parallelism = parallelism;
    }

    /** What a visit tells the walking thread. */
    private record Message<V>(
            Stop<V> stop,
            Visitor.@Nullable Outcome<V> outcome,
            @Nullable Throwable thrown) {}

    /** Lets the visits that are under way end and begins no others. From any thread, before or during the walk. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Walks. May be called once. An interrupt of the calling thread cancels the walk and is kept.
     *
     * @return what became of every vertex, those of inserted parts too, in order of priority
     * @throws CyclicGraphException if the graph, or a part that is inserted, has a circle
     */
    public Map<V, Ending<V>> walk() {
        graph.topologicalOrder();
        boolean interrupted = Thread.interrupted();
        cancelled |= interrupted;
        insert(graph, null);
        beginReady();
        while (running > 0) {
            try {
                handle(messages.take());
            } catch (InterruptedException interrupt) {
                interrupted = true;
                cancelled = true;
            }
            beginReady();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow();
        return endings();
    }

    private void handle(Message<V> message) {
        running--;
        if (message.thrown() != null) {
            fail(message.thrown());
            return;
        }
        try {
            finish(message.stop(), message.outcome());
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        }
    }

    private void fail(Throwable thrown) {
        cancelled = true;
        if (defect == null) {
            defect = thrown;
        } else {
            defect.addSuppressed(thrown);
        }
    }

    private void finish(Stop<V> stop, Visitor.@Nullable Outcome<V> outcome) {
        if (outcome instanceof Visitor.Outcome.Failed) {
            stop.ending = new Ending.Failed<>();
            stop.blame(stop);
        } else {
            stop.ending = new Ending.Done<>();
        }
        if (outcome instanceof Visitor.Outcome.Expanded<V> expanded) {
            expanded.part().topologicalOrder();
            insert(expanded.part(), stop);
        }
        settleIfComplete(stop);
    }

    private void insert(Graph<V> part, @Nullable Stop<V> parent) {
        List<Stop<V>> added = part.vertices().stream()
                .map(vertex -> new Stop<>(
                        vertex.value(),
                        part,
                        parent,
                        part.incoming(vertex.value()).size()))
                .toList();
        int position = 0;
        for (Stop<V> stop : added) {
            if (stops.putIfAbsent(stop.vertex, stop) != null) {
                throw new IllegalArgumentException("the vertex " + stop.vertex + " is in the graph already");
            }
            stop.position = position++;
        }
        if (parent != null) {
            parent.open = added.size();
        }
        added.stream().filter(stop -> stop.pending == 0).forEach(ready::add);
    }

    /** A vertex has settled when its visit and everything that was inserted for it have ended: then the next ones may go. */
    private void settleIfComplete(Stop<V> stop) {
        Stop<V> current = stop;
        while (current != null && current.open == 0) {
            release(current);
            Stop<V> parent = current.parent;
            if (parent != null) {
                parent.open--;
                Stop<V> root = current.root;
                if (root != null) {
                    parent.blame(root);
                }
            }
            current = parent;
        }
    }

    private void release(Stop<V> settled) {
        for (Edge<V> edge : settled.part.outgoing(settled.vertex)) {
            Stop<V> next = stops.get(edge.to());
            if (next == null) {
                continue;
            }
            Stop<V> root = settled.root;
            if (edge.kind() == Edge.Kind.NEEDS && root != null) {
                next.blame(root);
            }
            if (--next.pending == 0) {
                ready.add(next);
            }
        }
    }

    private void beginReady() {
        while (!ready.isEmpty() && !cancelled) {
            Stop<V> next = ready.element();
            Stop<V> root = next.root;
            if (root != null) {
                ready.remove();
                skip(next, root);
            } else if (running < parallelism) {
                ready.remove();
                begin(next);
            } else {
                return;
            }
        }
    }

    private void skip(Stop<V> stop, Stop<V> root) {
        stop.ending = new Ending.Skipped<>(root.vertex);
        try {
            visitor.skipped(stop.vertex, root.vertex);
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        }
        settleIfComplete(stop);
    }

    private void begin(Stop<V> stop) {
        running++;
        try {
            executor.execute(() -> visit(stop));
        } catch (RuntimeException rejected) {
            messages.add(new Message<>(stop, null, rejected));
        }
    }

    private void visit(Stop<V> stop) {
        Message<V> message;
        try {
            message = new Message<>(stop, visitor.visit(stop.vertex), null);
        } catch (Throwable thrown) {
            // Whatever it is, the walking thread has to hear of it, or it would wait forever.
            message = new Message<>(stop, null, thrown);
        }
        messages.add(message);
    }

    private void rethrow() {
        if (defect instanceof RuntimeException exception) {
            throw exception;
        }
        if (defect instanceof Error error) {
            throw error;
        }
        if (defect != null) {
            throw new IllegalStateException(defect);
        }
    }

    private Map<V, Ending<V>> endings() {
        Map<V, Ending<V>> endings = new LinkedHashMap<>();
        stops.values().stream().sorted().forEach(stop -> endings.put(stop.vertex, stop.ending));
        return endings;
    }

    /** A vertex on the way. Used by the walking thread alone. */
    private static final class Stop<V> implements Comparable<Stop<V>> {
        final V vertex;
        final Graph<V> part;
        final @Nullable Stop<V> parent;
        final int depth;
        int position;
        /** How many edges that end here have not been released. */
        int pending;
        /** How many vertices of the inserted part have not settled. */
        int open;
        /** The failed vertex because of which nothing that needs this one can begin. */
        @Nullable
        Stop<V> root;

        Ending<V> ending = new Ending.NotBegun<>();

        Stop(V vertex, Graph<V> part, @Nullable Stop<V> parent, int pending) {
            this.vertex = vertex;
            this.part = part;
            this.parent = parent;
            this.depth = parent == null ? 0 : parent.depth + 1;
            this.pending = pending;
        }

        void blame(Stop<V> failed) {
            if (root == null || failed.compareTo(root) < 0) {
                root = failed;
            }
        }

        /** By place in the whole graph: an inserted vertex comes right after the one it was inserted for. */
        @Override
        public int compareTo(Stop<V> other) {
            Stop<V> one = this;
            Stop<V> two = other;
            while (one.depth > two.depth && one.parent != null) {
                one = one.parent;
            }
            while (two.depth > one.depth && two.parent != null) {
                two = two.parent;
            }
            if (one == two) {
                return Integer.compare(depth, other.depth);
            }
            while (one.parent != two.parent && one.parent != null && two.parent != null) {
                one = one.parent;
                two = two.parent;
            }
            return Integer.compare(one.position, two.position);
        }
    }
}
