package dev.sluice.connection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits a stream into content and markers. A marker is the nonce, fields and a newline; it stands anywhere, so content
 * is any bytes. Nobody who does not know the nonce can forge a marker.
 */
final class FrameParser {
    /** Gets what was found, in order. */
    interface Handler {
        void content(byte[] bytes, int offset, int length);

        /** The text between the nonce and the newline. */
        void marker(String fields);
    }

    private static final int LONGEST_MARKER = 4096;

    private final byte[] nonce;
    private final Handler handler;
    private byte[] pending = new byte[0];

    FrameParser(String nonce, Handler handler) {
        this.nonce = nonce.getBytes(StandardCharsets.US_ASCII);
        this.handler = handler;
    }

    void accept(byte[] bytes, int offset, int length) {
        byte[] all = bytes;
        int position = offset;
        int end = offset + length;
        if (pending.length > 0) {
            all = Arrays.copyOf(pending, pending.length + length);
            System.arraycopy(bytes, offset, all, pending.length, length);
            position = 0;
            end = all.length;
        }
        pending = Arrays.copyOfRange(all, split(all, position, end), end);
    }

    /** Hands on all that is certain and returns where the rest begins. */
    private int split(byte[] all, int start, int end) {
        int position = start;
        while (true) {
            int found = find(all, position, end);
            int contentEnd = found >= 0 ? found : Math.max(position, end - nonce.length + 1);
            if (contentEnd > position) {
                handler.content(all, position, contentEnd - position);
            }
            if (found < 0) {
                return contentEnd;
            }
            int fields = found + nonce.length;
            int newline = fields;
            while (newline < end && all[newline] != '\n') {
                newline++;
            }
            if (newline == end) {
                if (end - found > LONGEST_MARKER) {
                    throw new IllegalStateException("a marker without an end");
                }
                return found;
            }
            handler.marker(new String(all, fields, newline - fields, StandardCharsets.US_ASCII));
            position = newline + 1;
        }
    }

    private int find(byte[] all, int from, int end) {
        byte first = nonce[0];
        for (int at = from; at <= end - nonce.length; at++) {
            if (all[at] == first && Arrays.equals(all, at, at + nonce.length, nonce, 0, nonce.length)) {
                return at;
            }
        }
        return -1;
    }
}
