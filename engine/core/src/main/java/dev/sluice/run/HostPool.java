package dev.sluice.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Works on several hosts at a time. One host alone is worked on by the calling thread. */
final class HostPool implements AutoCloseable {
    /** Long chains of predicted effects are followed by recursion. */
    private static final long STACK = 16L * 1024 * 1024;

    private final ExecutorService executor;

    /**
     * @param forks how many hosts at a time, at least 1
     */
    HostPool(int forks) {
        AtomicInteger number = new AtomicInteger();
        executor = Executors.newFixedThreadPool(
                forks, work -> new Thread(null, work, "host-" + number.incrementAndGet(), STACK));
    }

    void each(List<HostState> hosts, Consumer<HostState> work) {
        each(Integer.MAX_VALUE, hosts, work);
    }

    /** Runs the work for every host and returns when all have ended; a defect is thrown on. */
    void each(int throttle, List<HostState> hosts, Consumer<HostState> work) {
        if (hosts.size() == 1) {
            work.accept(hosts.get(0));
            return;
        }
        Semaphore places = new Semaphore(Math.max(1, throttle));
        List<Future<?>> futures = new ArrayList<>();
        for (HostState host : hosts) {
            futures.add(executor.submit(() -> {
                places.acquireUninterruptibly();
                try {
                    work.accept(host);
                } finally {
                    places.release();
                }
            }));
        }
        RuntimeException defect = null;
        for (Future<?> future : futures) {
            try {
                future.get();
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
