package dev.sluice.connection;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived from a {@link ShellProgram}. Filled by the transport's threads, awaited by the one that asks; all is
 * guarded by its own lock.
 */
final class ShellState implements Transport.Receiver {
    private static final int LONGEST_GREETING = 64 * 1024;

    private final FrameParser output;
    private final FrameParser error;
    private final StringBuilder greeting = new StringBuilder();
    private @Nullable Exchange exchange;
    private @Nullable String ended;
    private boolean outputReady;
    private boolean errorReady;
    private boolean interrupted;
    private boolean outputDone;
    private boolean errorDone;
    private boolean outputGone;
    private boolean errorGone;
    private boolean occupied;
    private int code;
    private String worker = "";
    private String group = "";

    ShellState(String nonce) {
        output = new FrameParser(nonce, new FrameParser.Handler() {
            @Override
            public void content(byte[] bytes, int offset, int length) {
                outputContent(bytes, offset, length);
            }

            @Override
            public void marker(String fields) {
                outputMarker(fields);
            }
        });
        error = new FrameParser(nonce, new FrameParser.Handler() {
            @Override
            public void content(byte[] bytes, int offset, int length) {
                errorContent(bytes, offset, length);
            }

            @Override
            public void marker(String fields) {
                errorMarker(fields);
            }
        });
    }

    @Override
    public synchronized void output(byte[] bytes, int offset, int length) {
        if (!isReady()) {
            greet(bytes, offset, length);
        }
        output.accept(bytes, offset, length);
        notifyAll();
    }

    @Override
    public synchronized void error(byte[] bytes, int offset, int length) {
        if (!isReady()) {
            greet(bytes, offset, length);
        }
        error.accept(bytes, offset, length);
        notifyAll();
    }

    @Override
    public synchronized void ended(String reason) {
        if (ended == null) {
            ended = reason;
        }
        notifyAll();
    }

    private void greet(byte[] bytes, int offset, int length) {
        if (greeting.length() < LONGEST_GREETING) {
            greeting.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }

    private void outputContent(byte[] bytes, int offset, int length) {
        if (exchange != null && !outputDone) {
            exchange.output(bytes, offset, length);
        }
    }

    private void errorContent(byte[] bytes, int offset, int length) {
        if (exchange != null && !errorDone) {
            exchange.error(bytes, offset, length);
        }
    }

    private void outputMarker(String fields) {
        String[] parts = fields.split(" ", -1);
        switch (parts[0]) {
            case "r" -> {
                worker = parts[1];
                group = worker;
                outputReady = true;
            }
            case "h" -> {
                byte[] bytes = HexFormat.of().parseHex(parts[1]);
                error.accept(bytes, 0, bytes.length);
            }
            case "a" -> {
                group = parts[1];
                if (exchange != null) {
                    exchange.started(System.nanoTime());
                }
            }
            case "e" -> partEnded(status(parts[2]), "1".equals(parts[3]));
            case "z" -> outputDone = true;
            case "w" -> {
                code = status(parts[1]);
                outputGone = true;
            }
            default -> {} // a later version may say more
        }
    }

    private void partEnded(int status, boolean left) {
        group = worker;
        code = status;
        occupied |= left;
        if (exchange != null) {
            exchange.outputEnded(status);
        }
    }

    /** ksh says 256 plus the signal's number where POSIX allows anything above 128. */
    private static int status(String digits) {
        int status = Integer.parseInt(digits);
        return status > 255 ? status - 128 : status;
    }

    private void errorMarker(String fields) {
        switch (fields.split(" ", -1)[0]) {
            case "r" -> errorReady = true;
            case "e" -> {
                if (exchange != null) {
                    exchange.errorEnded();
                }
            }
            case "z" -> errorDone = true;
            case "w" -> errorGone = true;
            default -> {} // as above
        }
    }

    /** From now on what arrives belongs to this exchange. */
    synchronized void begin(Exchange next) {
        exchange = next;
        outputDone = false;
        errorDone = false;
        occupied = false;
        group = worker;
    }

    /** An earlier interrupt no longer counts. */
    synchronized void resume() {
        interrupted = false;
    }

    synchronized void interrupt() {
        interrupted = true;
        notifyAll();
    }

    /**
     * Waits until a condition holds, which is looked at under the lock.
     *
     * @param deadline in {@link System#nanoTime()}
     * @return whether it holds
     */
    synchronized boolean await(BooleanSupplier condition, long deadline) {
        boolean restore = false;
        try {
            while (!condition.getAsBoolean()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    wait(left);
                } catch (InterruptedException request) {
                    // The engine interrupts sessions, not threads; whoever does the latter means the same.
                    restore = true;
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (restore) {
                Thread.currentThread().interrupt();
            }
        }
    }

    synchronized boolean isReady() {
        return outputReady && errorReady;
    }

    /** Whether nothing more comes of the current request. */
    synchronized boolean isFinished() {
        return (outputDone || outputGone) && (errorDone || errorGone);
    }

    /** Whether the shell that carries out requests has ended, so that no other can be sent. */
    synchronized boolean isWorkerGone() {
        return outputGone || errorGone;
    }

    /** The shell that carries out requests, which is a process group. */
    synchronized String worker() {
        return worker;
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    synchronized boolean isFlooded() {
        return exchange != null && exchange.isFlooded();
    }

    /** Why nothing more can come; null while something can. */
    synchronized @Nullable String ended() {
        return ended;
    }

    /** All that was printed before the shell was ready: greetings, questions for a password, errors. */
    synchronized String greeting() {
        return greeting.toString();
    }

    synchronized int code() {
        return code;
    }

    /** The process group of what runs; empty before the shell is ready. */
    synchronized String group() {
        return group;
    }

    /** Whether the last request left processes in the background that can still print into the next one's output. */
    synchronized boolean isOccupied() {
        return occupied;
    }
}
