package dev.sluice.connection;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One script whose output is kept. A step that prints too much is not ended for it: its output is cut. */
class StepExchange implements Exchange {
    private final BoundedOutput output = new BoundedOutput();
    private final BoundedOutput error = new BoundedOutput();
    private final Duration limit;
    private long startedAt;

    StepExchange(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void output(byte[] bytes, int offset, int length) {
        output.append(bytes, offset, length);
    }

    @Override
    public void error(byte[] bytes, int offset, int length) {
        error.append(bytes, offset, length);
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public long startedAt() {
        return startedAt;
    }

    @Override
    public void started(long now) {
        startedAt = now;
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(3);
    }

    Output result(int code) {
        return new Output(code, content(output), content(error));
    }

    private static Bytes content(BoundedOutput bounded) {
        byte[] kept = bounded.toArray();
        if (!bounded.isCut()) {
            return Bytes.of(kept);
        }
        byte[] note = "\n[sluice: cut after 16 MiB]\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(kept, kept.length + note.length);
        System.arraycopy(note, 0, all, kept.length, note.length);
        return Bytes.of(all);
    }
}
