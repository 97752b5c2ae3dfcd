package dev.sluice.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A step whose output is a file's content and goes to a file of any size. */
final class FetchPart extends Part {
    private final OutputStream destination;
    private @Nullable IOException broken;

    /**
     * @param limit how long the target may be silent
     */
    FetchPart(Duration limit, OutputStream destination) {
        super(limit);
        this.destination = destination;
    }

    @Override
    void output(byte[] bytes, int offset, int length) {
        if (broken != null) {
            return;
        }
        try {
            destination.write(bytes, offset, length);
            started(System.nanoTime());
        } catch (IOException full) {
            broken = full;
        }
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
