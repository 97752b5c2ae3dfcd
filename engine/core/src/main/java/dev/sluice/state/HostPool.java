package dev.sluice.state;

import dev.sluice.journal.Branches;
import dev.sluice.journal.Events;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Works on several hosts at a time: all phases together on no more than {@code --forks} allows. Who waits longest for a
 * place is next. One host alone is worked on by the calling thread. Events are reported in the order of the hosts.
 */
public final class HostPool implements AutoCloseable {
    /** Long chains of predicted effects are followed by recursion. */
    private static final long STACK = 16L * 1024 * 1024;

    private final int forks;
    private final Semaphore places;
    private final ThreadLocal<Boolean> placed = ThreadLocal.withInitial(() -> false);
    private final ExecutorService executor;

    /**
     * @param forks how many hosts at a time, at least 1
     */
    public HostPool(int forks) {
        this.forks = forks;
        this.places = new Semaphore(forks, true);
        AtomicInteger number = new AtomicInteger();
        executor = Executors.newCachedThreadPool(
                work -> new Thread(null, work, "worker-" + number.incrementAndGet(), STACK));
    }

    /** How many hosts at a time. */
    public int forks() {
        return forks;
    }

    /** Threads for work that hands hosts to the pool and is no work on a host itself. */
    public Executor threads() {
        return executor;
    }

    /** Runs the work for every host at the same time. */
    public void each(Events events, List<HostState> hosts, Consumer<HostState> work) {
        each(events, Integer.MAX_VALUE, hosts, host -> host, work);
    }

    /**
     * Runs the work for every host and returns when all have ended; a defect is thrown on.
     *
     * @param throttle how many of these hosts at a time
     * @param held what a host takes hold of; hosts with the same go one after the other, in their order
     */
    public void each(
            Events events,
            int throttle,
            List<HostState> hosts,
            Function<HostState, Object> held,
            Consumer<HostState> work) {
        if (hosts.size() == 1) {
            inPlace(() -> work.accept(hosts.get(0)));
            return;
        }
        try (Branches branches = events.branches(hosts.size())) {
            Queue<List<Integer>> waiting = new ConcurrentLinkedQueue<>(inGroups(hosts, held));
            Runnable worker = () -> {
                for (List<Integer> group = waiting.poll(); group != null; group = waiting.poll()) {
                    for (int index : group) {
                        inPlace(() -> branches.run(index, () -> work.accept(hosts.get(index))));
                    }
                }
            };
            List<Future<?>> workers = new ArrayList<>();
            for (int count = Math.min(Math.min(Math.max(1, throttle), forks), waiting.size()); count > 0; count--) {
                workers.add(executor.submit(worker));
            }
            await(workers);
        }
    }

    private static Collection<List<Integer>> inGroups(List<HostState> hosts, Function<HostState, Object> held) {
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int index = 0; index < hosts.size(); index++) {
            groups.computeIfAbsent(held.apply(hosts.get(index)), key -> new ArrayList<>())
                    .add(index);
        }
        return groups.values();
    }

    /** Work on a host that another one's work leads to needs no place of its own. */
    private void inPlace(Runnable work) {
        if (placed.get()) {
            work.run();
            return;
        }
        places.acquireUninterruptibly();
        placed.set(true);
        try {
            work.run();
        } finally {
            placed.remove();
            places.release();
        }
    }

    private static void await(List<Future<?>> workers) {
        RuntimeException defect = null;
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException failed) {
                defect =
                        failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (defect != null) {
            throw defect;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
