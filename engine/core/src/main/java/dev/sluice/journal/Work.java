package dev.sluice.journal;

import java.time.Duration;
import java.util.List;

/**
 * What was done or, in a check, would be done.
 *
 * @param changes what was or would be changed; empty for a loop, whose items have their own
 * @param steps what was or would be carried out; empty for a loop
 * @param items the items of a loop, in order; empty if it is none
 * @param duration how long it took
 */
public record Work(List<ChangeReport> changes, List<StepReport> steps, List<TaskReport.Item> items, Duration duration) {
    /** Nothing, or nothing that is known yet. */
    public static final Work NONE = new Work(List.of(), List.of(), List.of(), Duration.ZERO);

    public Work {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        items = List.copyOf(items);
    }

    public Work withChanges(List<ChangeReport> newChanges) {
        return new Work(newChanges, steps, items, duration);
    }

    public Work withSteps(List<StepReport> newSteps) {
        return new Work(changes, newSteps, items, duration);
    }

    public Work withItems(List<TaskReport.Item> newItems) {
        return new Work(changes, steps, newItems, duration);
    }

    public Work withDuration(Duration newDuration) {
        return new Work(changes, steps, items, newDuration);
    }
}
