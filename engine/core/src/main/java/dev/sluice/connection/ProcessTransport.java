package dev.sluice.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A process on this machine. */
final class ProcessTransport implements Transport {
    /** Takes bytes that were read. */
    private interface Sink {
        void accept(byte[] bytes, int offset, int length);
    }

    private static final int BUFFER = 64 * 1024;

    private final Process process;

    ProcessTransport(Process process, Receiver receiver) {
        this.process = process;
        AtomicInteger open = new AtomicInteger(2);
        Runnable end = () -> {
            if (open.decrementAndGet() == 0) {
                receiver.ended("");
            }
        };
        read(process.getInputStream(), receiver::output, end, "output");
        read(process.getErrorStream(), receiver::error, end, "error");
    }

    private void read(InputStream stream, Sink sink, Runnable end, String name) {
        Thread reader = new Thread(
                () -> {
                    byte[] buffer = new byte[BUFFER];
                    try (stream) {
                        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                            sink.accept(buffer, 0, count);
                        }
                    } catch (IOException closed) {
                        // The process was ended from this side; nothing more can come.
                    } finally {
                        end.run();
                    }
                },
                "sluice-local-" + name + "-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * The end of its input ends the shell; what does not end by that (sudo that waits for a password) is told to. Closing
     * the input blocks as long as somebody writes to it, so that is left to another thread.
     */
    @Override
    public void close() {
        CompletableFuture.runAsync(this::closeInput);
        process.onExit().orTimeout(2, TimeUnit.SECONDS).whenComplete((ended, late) -> {
            if (late != null) {
                process.destroy();
            }
        });
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // It reads no more, which is what was wanted.
        }
    }
}
