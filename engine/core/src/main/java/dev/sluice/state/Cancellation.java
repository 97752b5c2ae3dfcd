package dev.sluice.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Why a run is to stop, if it is: first gently (finish running steps, start nothing new), then now. A person asks for it, or
 * it cannot go on. Thread-safe.
 */
public final class Cancellation {
    private static final String ON_REQUEST = "the run was stopped on request";
    private static final String NOT_RECORDED = "the journal cannot be written";

    private final List<Runnable> interrupters = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch now = new CountDownLatch(1);

    private volatile String reason = "";

    /** A person asks: stops gently at the first call and at once at the second. */
    public synchronized void request() {
        if (!reason.isEmpty()) {
            now.countDown();
            interrupters.forEach(Runnable::run);
        }
        stop(ON_REQUEST);
    }

    /** Stops gently, because nothing can be recorded any more. */
    public synchronized void stopUnrecorded() {
        stop(NOT_RECORDED);
    }

    private void stop(String because) {
        reason = reason.isEmpty() ? because : reason;
        asked.countDown();
    }

    /** Why something was not begun, as reports say it; empty if the run is not to stop. */
    public String reason() {
        return reason;
    }

    /** Whether nothing new may be started. */
    public boolean isRequested() {
        return asked.getCount() == 0;
    }

    /** Whether running steps are being ended too. */
    public boolean isNow() {
        return now.getCount() == 0;
    }

    /** Registers what ends running steps. */
    public synchronized void onInterrupt(Runnable interrupter) {
        interrupters.add(interrupter);
    }

    /** Waits; a request ends it at once. */
    public void sleep(Duration duration) {
        await(asked, duration);
    }

    /** Waits within a step, which a first request lets finish. @return whether running steps are not being ended */
    public boolean sleepUnlessNow(Duration duration) {
        return !await(now, duration);
    }

    private static boolean await(CountDownLatch latch, Duration duration) {
        try {
            return latch.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
