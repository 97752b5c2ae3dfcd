package dev.sluice.overlay;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the moments after which nothing that was read before can be relied on, of whichever target: a command ended that
 * may have altered anything anywhere, or something was waited for. Shared by the memories of a run. Thread-safe.
 */
public final class Epoch {
    private final AtomicLong number = new AtomicLong();

    /** The current one. */
    public long now() {
        return number.get();
    }

    /**
     * Begins a new one.
     *
     * @param before the one in which began what ends the current one
     * @return the one to which belongs what was read since then: the new one, or {@code before} if others began one, too
     */
    public long begin(long before) {
        if (number.compareAndSet(before, before + 1)) {
            return before + 1;
        }
        number.incrementAndGet();
        return before;
    }
}
