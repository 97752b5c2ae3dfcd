package dev.sluice.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A script whose output is a file's content and goes to a file of any size. */
final class FetchExchange extends StepExchange {
    private final OutputStream destination;
    private @Nullable IOException broken;
    private long size;

    FetchExchange(Duration limit, OutputStream destination) {
        super(limit);
        this.destination = destination;
    }

    @Override
    public void output(byte[] bytes, int offset, int length) {
        if (broken != null) {
            return;
        }
        try {
            destination.write(bytes, offset, length);
            size += length;
            started(System.nanoTime());
        } catch (IOException full) {
            broken = full;
        }
    }

    @Override
    public boolean isFlooded() {
        return broken != null;
    }

    long size() {
        return size;
    }

    /** Why the file could not be written; null if it could. */
    @Nullable
    IOException broken() {
        return broken;
    }
}
