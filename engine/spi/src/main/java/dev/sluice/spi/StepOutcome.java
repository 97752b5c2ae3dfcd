package dev.sluice.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a step ended.
 *
 * @param step the step
 * @param result what it came to; null if it came to nothing, or was only simulated. A step that fails may have one
 * @param failure null if it succeeded, else one clear line
 * @param simulated whether nothing really ran (the sandbox)
 * @param duration how long it took
 */
public record StepOutcome<R extends StepResult>(
        Step<R> step, @Nullable R result, @Nullable String failure, boolean simulated, Duration duration) {
    public static <R extends StepResult> StepOutcome<R> succeeded(Step<R> step, R result, Duration duration) {
        return new StepOutcome<>(step, result, null, false, duration);
    }

    /** A step that failed and came to nothing. */
    public static <R extends StepResult> StepOutcome<R> failed(Step<R> step, String failure, Duration duration) {
        return new StepOutcome<>(step, null, failure, false, duration);
    }

    /** A step that was not run: only what it is predicted to do was done to a simulation. */
    public static <R extends StepResult> StepOutcome<R> simulated(Step<R> step) {
        return new StepOutcome<>(step, null, null, true, Duration.ZERO);
    }

    public boolean succeeded() {
        return failure == null;
    }
}
