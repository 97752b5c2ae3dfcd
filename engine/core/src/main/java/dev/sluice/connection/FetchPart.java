package dev.sluice.connection;

import dev.sluice.spi.connection.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A step whose output is a file's content and goes to a file of any size. The first line of its error output is the size, or
 * empty if the target does not know it.
 */
final class FetchPart extends Part {
    private final OutputStream destination;
    private final Progress progress;
    private final StringBuilder size = new StringBuilder();
    private final AtomicLong total = new AtomicLong(-1);
    private final AtomicLong done = new AtomicLong();
    private @Nullable IOException broken;

    /**
     * @param limit how long the target may be silent
     * @param destination the file
     */
    FetchPart(Duration limit, OutputStream destination, Progress progress) {
        super(limit);
        this.destination = destination;
        this.progress = progress;
    }

    @Override
    void output(byte[] bytes, int offset, int length) {
        if (broken != null) {
            return;
        }
        try {
            destination.write(bytes, offset, length);
            done.addAndGet(length);
            started(System.nanoTime());
        } catch (IOException full) {
            broken = full;
        }
    }

    @Override
    void error(byte[] bytes, int offset, int length) {
        int at = offset;
        while (total.get() < 0 && at < offset + length) {
            byte next = bytes[at++];
            if (next == '\n') {
                total.set(number(size.toString()));
            } else {
                size.append((char) next);
            }
        }
        super.error(bytes, at, offset + length - at);
    }

    private static long number(String digits) {
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    @Override
    void tellProgress() {
        progress.transferred(done.get(), Math.max(0, total.get()));
    }

    @Override
    boolean isFlooded() {
        return broken != null;
    }

    /** Why the file could not be written; null if it could. */
    @Nullable
    IOException broken() {
        return broken;
    }
}
