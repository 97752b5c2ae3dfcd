package dev.sluice.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Hands bytes from one thread to another, and gives up waiting as a socket does. */
final class TimedPipe extends InputStream {
    private final byte[] ring = new byte[256 * 1024];
    private final Object lock = new Object();
    private long timeoutMillis;
    private int start;
    private int length;
    private boolean ended;

    /** How long a read waits; zero is forever. */
    void setTimeout(Duration timeout) {
        synchronized (lock) {
            timeoutMillis = timeout.toMillis();
            lock.notifyAll();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        synchronized (lock) {
            long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
            while (length == 0) {
                if (ended) {
                    return -1;
                }
                long left = timeoutMillis == 0 ? 0 : Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
                if (timeoutMillis != 0 && left == 0) {
                    throw new SocketTimeoutException("no data within the time limit");
                }
                await(left);
            }
            int taken = Math.min(count, Math.min(length, ring.length - start));
            System.arraycopy(ring, start, bytes, offset, taken);
            start = (start + taken) % ring.length;
            length -= taken;
            lock.notifyAll();
            return taken;
        }
    }

    @Override
    public int available() {
        synchronized (lock) {
            return length;
        }
    }

    private void await(long millis) throws IOException {
        try {
            lock.wait(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private void put(byte[] bytes, int offset, int count) throws IOException {
        synchronized (lock) {
            int done = 0;
            while (done < count) {
                if (ended) {
                    throw new IOException("the pipe is closed");
                }
                if (length == ring.length) {
                    await(0);
                    continue;
                }
                int end = (start + length) % ring.length;
                int room = Math.min(ring.length - length, ring.length - end);
                int put = Math.min(room, count - done);
                System.arraycopy(bytes, offset + done, ring, end, put);
                length += put;
                done += put;
                lock.notifyAll();
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
    }

    /** The other end. */
    OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                put(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                put(bytes, offset, count);
            }

            @Override
            public void close() {
                TimedPipe.this.close();
            }
        };
    }
}
