package dev.sluice.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a step ended.
 *
 * @param step the step
 * @param output what it printed; empty output where it prints nothing
 * @param failure null if it succeeded, else one clear line
 * @param simulated whether nothing really ran (the sandbox)
 * @param duration how long it took
 */
public record StepOutcome(
        Step step, Output output, @Nullable String failure, boolean simulated, Duration duration) {
    public boolean succeeded() {
        return failure == null;
    }
}
