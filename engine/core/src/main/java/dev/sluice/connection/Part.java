package dev.sluice.connection;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** One of the things that a request does, a step or a question, and what it printed. */
class Part {
    private final BoundedOutput output = new BoundedOutput();
    private final BoundedOutput error = new BoundedOutput();
    private final Duration limit;
    private final boolean step;
    private long startedAt;
    private Ending.Stop stop = Ending.Stop.NONE;
    private long endedAt;
    private int code;

    private Part(Duration limit, boolean step) {
        this.limit = limit;
        this.step = step;
    }

    /** A question; it is ended if it prints too much. */
    static Part question(Duration limit) {
        return new Part(limit, false);
    }

    /** For a step, which is not ended for what it prints: its output is cut. */
    Part(Duration limit) {
        this(limit, true);
    }

    void output(byte[] bytes, int offset, int length) {
        output.append(bytes, offset, length);
    }

    void error(byte[] bytes, int offset, int length) {
        error.append(bytes, offset, length);
    }

    /** How long it may run, counted from {@link #startedAt()}. */
    Duration limit() {
        return limit;
    }

    /** When it was started, in {@link System#nanoTime()}; 0 before that. */
    long startedAt() {
        return startedAt;
    }

    void started(long now) {
        startedAt = now;
    }

    /** Whether there is more output than can be taken, so that it has to be ended. */
    boolean isFlooded() {
        return !step && (output.isCut() || error.isCut());
    }

    /** Tells how far it is, if it can; not called under the shell's lock. */
    void tellProgress() {}

    /** How long it gets to end itself before it is killed. */
    Duration grace() {
        return step ? Duration.ofSeconds(3) : Duration.ZERO;
    }

    /** Notes why it is being ended from outside. */
    void stopped(Ending.Stop why) {
        stop = why;
    }

    void ended(int status) {
        code = status;
        endedAt = System.nanoTime();
    }

    boolean hasEnded() {
        return endedAt != 0;
    }

    /** When it ended, in {@link System#nanoTime()}; 0 before that. */
    long endedAt() {
        return endedAt;
    }

    /**
     * How it ended.
     *
     * @param status if it did not say so itself
     */
    Ending ending(int status) {
        return new Ending(hasEnded() ? code : status, stop);
    }

    /**
     * What it printed.
     *
     * @param status as in {@link #ending}
     */
    Output result(int status) {
        return new Output(hasEnded() ? code : status, content(output), content(error));
    }

    private static Bytes content(BoundedOutput bounded) {
        byte[] kept = bounded.toArray();
        if (!bounded.isCut()) {
            return Bytes.of(kept);
        }
        byte[] note = "\n[sluice: cut after 16 MiB]\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(kept, kept.length + note.length);
        System.arraycopy(note, 0, all, kept.length, note.length);
        return Bytes.of(all);
    }
}
