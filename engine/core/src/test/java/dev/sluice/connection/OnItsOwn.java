package dev.sluice.connection;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Output;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What surrounds a step that no run began: nobody cancels it. */
record OnItsOwn(List<Effect> effects, Progress progress) implements StepContext {
    static final OnItsOwn STEP = new OnItsOwn(List.of(), Progress.NONE);

    /** What the program of a step left behind. */
    static Output output(StepOutcome<?> outcome) {
        return (Output) Objects.requireNonNull(outcome.result());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public Duration timeLeft() {
        return Duration.ofMinutes(5);
    }

    @Override
    public boolean sleep(Duration duration) {
        return true;
    }
}
