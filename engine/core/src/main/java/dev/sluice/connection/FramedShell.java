package dev.sluice.connection;

import dev.sluice.connection.Ending.Stop;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.UnreachableException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A shell that runs on a target and takes one request after the other. Used by one thread at a time, except for
 * {@link #interrupt}.
 */
final class FramedShell implements AutoCloseable {
    /** How long a thing may take that needs no work on the target, such as being killed. */
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(10);

    /** Up to this size a script is read without starting a program for it, which takes as long as reading 2,500 bytes. */
    private static final int SHORT_SCRIPT = 2_500;

    /** What fits into the buffers on the way, so that writing it cannot block for long. */
    private static final int SMALL = 32 * 1024;

    private final String nonce;
    private final ShellState state;
    private final Transport transport;
    private boolean usable = true;
    private volatile long sent;

    private FramedShell(String nonce, ShellState state, Transport transport) {
        this.nonce = nonce;
        this.state = state;
        this.transport = transport;
    }

    /**
     * Starts a shell and waits until it is ready.
     *
     * @param way how to become the wanted user
     * @param nonce letters and digits that nobody can guess
     * @param timeout for all of it
     */
    static FramedShell open(Launcher launcher, BecomeWay way, String nonce, Duration timeout)
            throws UnreachableException {
        long deadline = System.nanoTime() + timeout.toNanos();
        ShellState state = new ShellState(nonce);
        Transport transport = launcher.launch(way.start().text(), way.terminal(), state);
        FramedShell shell = new FramedShell(nonce, state, transport);
        boolean opened = false;
        try {
            if (way.mayAsk()) {
                new PasswordDialogue(launcher, way, state, transport).hold(deadline);
            }
            shell.send(ShellProgram.firstLine(nonce, way.terminal()));
            shell.send(shell.framed(new Request(false, ShellProgram.library(nonce), null)));
            state.await(() -> state.isReady() || state.ended() != null, deadline);
            if (!state.isReady()) {
                throw Refusals.refusal(launcher, way, state, timeout);
            }
            opened = true;
            return shell;
        } catch (IOException broken) {
            state.await(
                    () -> state.ended() != null,
                    System.nanoTime() + Duration.ofSeconds(1).toNanos());
            throw Refusals.refusal(launcher, way, state, timeout);
        } finally {
            if (!opened) {
                shell.close();
            }
        }
    }

    /**
     * Sends a request and waits for its end.
     *
     * @throws ConnectionLostException if the connection broke before the end was known
     */
    Ending run(Request request, Exchange exchange) throws ConnectionLostException {
        state.begin(exchange);
        try {
            Bytes content =
                    request.upload() == null ? Bytes.EMPTY : request.upload().content();
            exchange.started(System.nanoTime());
            if (content.size() == 0) {
                send(framed(request));
            } else {
                send(header(request));
                upload(content, exchange, request.progress());
                if (!isUploading(content)) {
                    send(request.script());
                }
            }
            exchange.started(System.nanoTime());
            Stop stop = awaitEnd(exchange);
            if (stop != Stop.NONE) {
                exchange.current().stopped(stop);
            }
            if (stop != Stop.NONE
                    && (isUploading(content) || !end(exchange.current().grace()))) {
                abandon();
                return new Ending(137, stop);
            }
            if (state.isOccupied() || state.isWorkerGone()) {
                usable = false;
            } else {
                send(nonce + " d\n");
            }
            return new Ending(state.code(), stop);
        } catch (IOException broken) {
            usable = false;
            if (state.isFinished()) {
                return new Ending(state.code(), Stop.NONE);
            }
            String reason = state.ended();
            throw new ConnectionLostException(reason == null || reason.isEmpty() ? message(broken) : reason, broken);
        }
    }

    private static String message(IOException broken) {
        return broken.getMessage() == null ? "the connection was closed" : broken.getMessage();
    }

    private String framed(Request request) {
        return header(request) + request.script();
    }

    private String header(Request request) {
        int length = Bytes.of(request.script()).size();
        if (length <= SHORT_SCRIPT) {
            length =
                    -(int) request.script().chars().filter(each -> each == '\n').count();
        }
        Request.Upload upload = request.upload();
        return nonce
                + (request.step() ? " x " : " f ")
                + length
                + (upload == null ? " -1 " : " " + upload.content().size() + " ")
                + state.worker()
                + (upload == null ? "\n" : " " + upload.temporary() + "\n");
    }

    private void send(String text) throws IOException {
        OutputStream input = transport.input();
        input.write(Bytes.of(text).toArray());
        input.flush();
    }

    /** Big contents are written by a thread of their own, so that a target which reads no more does not hold this one. */
    private void upload(Bytes content, Exchange exchange, Progress progress) throws IOException {
        if (content.size() <= SMALL) {
            write(content.toArray(), 0, content.size());
            return;
        }
        Thread writer = new Thread(() -> writeAll(content.toArray(), progress), "sluice-upload");
        writer.setDaemon(true);
        sent = 0;
        writer.start();
        long before = -1;
        while (!state.await(
                () -> isOver() || sent == content.size(), System.nanoTime() + REPLY_TIMEOUT.toNanos() * 3)) {
            if (sent == before) {
                abandon();
                throw new IOException("the target takes no more data");
            }
            before = sent;
        }
        exchange.started(System.nanoTime());
    }

    /** A shell that still takes in a big content does not listen to anything else. */
    private boolean isUploading(Bytes content) {
        return content.size() > SMALL && sent < content.size();
    }

    private boolean isOver() {
        return state.ended() != null || state.isInterrupted() || state.isFinished();
    }

    private void writeAll(byte[] bytes, Progress progress) {
        try {
            for (int at = 0; at < bytes.length; at += SMALL) {
                int length = Math.min(SMALL, bytes.length - at);
                write(bytes, at, length);
                synchronized (state) {
                    sent = at + length;
                    state.notifyAll();
                }
                progress.transferred(at + length, bytes.length);
            }
        } catch (IOException broken) {
            state.ended(message(broken));
        }
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        transport.input().write(bytes, offset, length);
        transport.input().flush();
    }

    private Stop awaitEnd(Exchange exchange) throws IOException {
        while (true) {
            long deadline = deadline(exchange);
            boolean news = state.await(
                    () -> state.isFinished() || isOver() || state.isFlooded() || deadline(exchange) != deadline,
                    deadline);
            exchange.current().tellProgress();
            if (state.isFinished()) {
                return Stop.NONE;
            }
            if (state.ended() != null) {
                throw new IOException("the connection was closed");
            }
            if (state.isInterrupted()) {
                return Stop.INTERRUPT;
            }
            if (state.isFlooded()) {
                return Stop.FLOOD;
            }
            if (!news) {
                return Stop.LIMIT;
            }
        }
    }

    private static long deadline(Exchange exchange) {
        Part running = exchange.current();
        return running.startedAt() + running.limit().toNanos();
    }

    /** Ends what runs and says whether the end was seen. */
    private boolean end(Duration grace) throws IOException {
        if (!state.await(() -> !state.group().isEmpty() || state.ended() != null, deadline(REPLY_TIMEOUT))) {
            return false;
        }
        if (!grace.isZero()) {
            send(nonce + " k TERM " + state.group() + "\n");
            state.await(() -> state.isFinished() || state.ended() != null, deadline(grace));
        }
        if (!state.isFinished()) {
            send(nonce + " k KILL " + state.group() + "\n");
            state.await(() -> state.isFinished() || state.ended() != null, deadline(REPLY_TIMEOUT));
        }
        return state.isFinished();
    }

    private static long deadline(Duration from) {
        return System.nanoTime() + from.toNanos();
    }

    /** Ends the script that is running as soon as it can. */
    void interrupt() {
        state.interrupt();
    }

    /** Makes an earlier interrupt count no longer. */
    void resume() {
        state.resume();
    }

    /** Whether another request can be sent. */
    boolean isUsable() {
        return usable && !state.isWorkerGone() && state.ended() == null && transport.isAlive();
    }

    private void abandon() {
        usable = false;
        transport.close();
    }

    @Override
    public void close() {
        usable = false;
        transport.close();
    }
}
