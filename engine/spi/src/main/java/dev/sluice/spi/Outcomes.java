package dev.sluice.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How the steps of a plan ended.
 *
 * @param all of those that were begun, in order; the last one may have failed
 */
public record Outcomes(List<StepOutcome<?>> all) {
    public Outcomes {
        all = List.copyOf(all);
    }

    /** How a step ended, the last one of its kind if the plan has it several times; empty if it was not begun. */
    @SuppressWarnings("unchecked") // equal steps are of one class, and an outcome has the result of its step
    public <R extends StepResult> Optional<StepOutcome<R>> of(Step<R> step) {
        return newestFirst().stream()
                .filter(outcome -> outcome.step().equals(step))
                .map(outcome -> (StepOutcome<R>) outcome)
                .findFirst();
    }

    /** What a step came to; empty if it was not begun, was only simulated, or failed before it came to anything. */
    public <R extends StepResult> Optional<R> result(Step<R> step) {
        return of(step).flatMap(outcome -> Optional.ofNullable(outcome.result()));
    }

    /** The last result of a type; empty if no step came to one. */
    public <R extends StepResult> Optional<R> last(Class<R> type) {
        return newestFirst().stream()
                .map(StepOutcome::result)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** Whether no step has failed. */
    public boolean succeeded() {
        return all.stream().allMatch(StepOutcome::succeeded);
    }

    /** How long the steps took together. */
    public Duration duration() {
        return all.stream().map(StepOutcome::duration).reduce(Duration.ZERO, Duration::plus);
    }

    private List<StepOutcome<?>> newestFirst() {
        List<StepOutcome<?>> reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        return reversed;
    }
}
