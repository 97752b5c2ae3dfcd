package dev.sluice.template.controller;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts how often an expression depended on more than its variables: something was looked up on the controller, the clock was
 * read, chance was asked. It may give something else the next time. Thread-safe.
 */
public final class Looks {
    private final AtomicLong count = new AtomicLong();

    /** Something is looked up, the clock is read, or chance is asked. */
    public void note() {
        count.incrementAndGet();
    }

    /** How often that happened so far, to anybody. */
    public long count() {
        return count.get();
    }
}
