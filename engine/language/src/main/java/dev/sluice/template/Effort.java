package dev.sluice.template;

import dev.sluice.python.OperationException;
import java.time.Duration;

/** What one evaluation may take: one that has no end, or as good as none, is an error. */
final class Effort {
    private static final Duration MOST = Duration.ofSeconds(4);
    private static final int STEPS_BETWEEN_LOOKS = 256;

    private final Duration most;
    private long deadline;
    private int steps;

    Effort() {
        this(MOST);
    }

    Effort(Duration most) {
        this.most = most;
    }

    /**
     * Counts one round of a loop, one call, or one item of a list.
     *
     * @throws OperationException if the evaluation has taken too long
     */
    void step() {
        if (++steps % STEPS_BETWEEN_LOOKS != 0) {
            return;
        }
        long now = System.nanoTime();
        if (deadline == 0) {
            deadline = now + most.toNanos();
        } else if (now - deadline > 0) {
            throw new OperationException(
                    "the evaluation took longer than " + most.toSeconds() + " s",
                    "let a program on the host do what takes so long");
        }
    }
}
