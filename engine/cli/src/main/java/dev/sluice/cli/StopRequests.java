package dev.sluice.cli;

import dev.sluice.journal.Event;
import dev.sluice.journal.EventListener;
import dev.sluice.journal.Events;
import dev.sluice.journal.Mode;
import dev.sluice.state.Cancellation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stops a check or an apply on request. A check has nothing that is worth finishing, so it stops at the first request; an
 * apply at the second. Code of a module that does not come back cannot be stopped: when a run that is to stop at once has
 * reported nothing for a while, it is given up.
 */
final class StopRequests implements EventListener {
    private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(5);

    private final Mode mode;
    private final Cancellation cancellation;
    private final Map<String, String> underWay = new ConcurrentHashMap<>();
    private final AtomicBoolean counting = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long latest = System.nanoTime();

    /** Ends the process of a run that does not end. */
    interface GivingUp {
        /** @param message why, and what was still being worked on */
        void giveUp(String message);
    }

    StopRequests(Mode mode, Cancellation cancellation) {
        this.mode = mode;
        this.cancellation = cancellation;
    }

    /**
     * Stops the run at Ctrl-C and the like from now on.
     *
     * @param givingUp is called at most once, and only before {@link #end}
     */
    void listen(Events events, GivingUp givingUp) {
        Interrupts.onInterrupt(() -> request(events, givingUp));
    }

    private void request(Events events, GivingUp givingUp) {
        boolean atOnce = mode == Mode.CHECK || cancellation.isRequested();
        if (atOnce && !counting.getAndSet(true)) {
            Thread thread = new Thread(() -> await(givingUp), "stop");
            thread.setDaemon(true);
            thread.start();
        }
        cancellation.request();
        if (mode == Mode.CHECK) {
            cancellation.request();
        }
        events.emit(new Event.StopRequested(atOnce));
    }

    @Override
    public void happened(Event event) {
        if (event instanceof Event.StopRequested) {
            return; // to ask once more gives the run no more time
        }
        latest = System.nanoTime();
        if (event instanceof Event.TaskStarted started) {
            underWay.put(
                    key(started.task().id(), started.target()),
                    "'" + started.task().name() + "' on " + started.target());
        } else if (event instanceof Event.TaskFinished finished) {
            underWay.remove(key(finished.task().id(), finished.target()));
        }
    }

    private static String key(String task, String target) {
        return task + " " + target;
    }

    @Override
    public void on(Event event) {}

    /** Says that the run has come to its end. @return whether it has not been given up meanwhile */
    boolean end() {
        over.countDown();
        return !ended.getAndSet(true);
    }

    private void await(GivingUp givingUp) {
        try {
            long left = EXIT_TIMEOUT.toNanos();
            while (left > 0) {
                if (over.await(left, TimeUnit.NANOSECONDS)) {
                    return;
                }
                left = latest + EXIT_TIMEOUT.toNanos() - System.nanoTime();
            }
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
        if (!ended.getAndSet(true)) {
            givingUp.giveUp("interrupted without waiting for the end of "
                    + String.join(", ", underWay.values().stream().sorted().toList()));
        }
    }
}
