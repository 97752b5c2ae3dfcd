package dev.sluice.connection;

import java.io.ByteArrayOutputStream;

/** Bytes up to a limit; what comes after is counted and thrown away. */
final class BoundedOutput {
    /** How much of one output of one command is kept. */
    static final int LIMIT = 16 * 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long seen;

    void append(byte[] bytes, int offset, int length) {
        int room = LIMIT - kept.size();
        kept.write(bytes, offset, Math.min(room, length));
        seen += length;
    }

    boolean isCut() {
        return seen > LIMIT;
    }

    byte[] toArray() {
        return kept.toByteArray();
    }
}
