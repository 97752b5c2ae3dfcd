package dev.sluice.task;

import dev.sluice.journal.Event;
import dev.sluice.journal.Event.Transfer;
import dev.sluice.journal.TaskRef;
import dev.sluice.spi.connection.Progress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells the progress of one step: nothing of a short one, and of a long one at most once a second. */
final class StepProgress implements Progress {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final TaskRef task;
    private final String target;
    private final Consumer<Event> events;
    private final LongSupplier clock;
    private long told;
    private long transferred;
    private String text = "";

    /**
     * @param events told of it
     * @param clock in nanoseconds
     */
    StepProgress(TaskRef task, String target, Consumer<Event> events, LongSupplier clock) {
        this.task = task;
        this.target = target;
        this.events = events;
        this.clock = clock;
        this.told = clock.getAsLong();
    }

    @Override
    public synchronized void doing(String now) {
        if (elapsed() >= INTERVAL && !now.equals(text)) {
            text = now;
            tell(now, null);
        }
    }

    @Override
    public synchronized void transferred(long done, long total) {
        long elapsed = elapsed();
        if (elapsed >= INTERVAL) {
            double seconds = elapsed / (double) TimeUnit.SECONDS.toNanos(1);
            Transfer transfer = new Transfer(done, total, Math.round((done - transferred) / seconds));
            transferred = done;
            tell(transfer.inWords(), transfer);
        }
    }

    private long elapsed() {
        return clock.getAsLong() - told;
    }

    private void tell(String words, @Nullable Transfer transfer) {
        told = clock.getAsLong();
        events.accept(new Event.Progress(task, target, words, transfer));
    }
}
