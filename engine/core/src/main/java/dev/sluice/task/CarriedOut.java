package dev.sluice.task;

import dev.sluice.journal.Explanation;
import dev.sluice.journal.Status;
import dev.sluice.spi.Change;
import dev.sluice.spi.Outcomes;
import dev.sluice.spi.Plan;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan whose steps were run, and what is registered of it. A module that falls over when it reads what the steps
 * printed fails its task, with all that was done.
 *
 * @param call whose plan it is
 * @param plan what was planned before the steps
 * @param outcomes of the steps that were run, in order; the last one may have failed
 */
record CarriedOut(Call call, Plan plan, List<StepOutcome<?>> outcomes) {
    /** What it came to, as far as the plan and its steps tell. */
    CallOutcome finished(Status status) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(plan.values());
        boolean begun = plan.changes().isEmpty() || !outcomes.isEmpty();
        if (!begun || outcomes.stream().anyMatch(StepOutcome::simulated)) {
            return new CallOutcome(status, plan, outcomes, values, skipped());
        }
        CallOutcome completed = completed(status, values);
        if (!outcomes.isEmpty()) {
            completed.values().values().removeIf(Unknown.class::isInstance); // what did not come is not registered
        }
        return completed;
    }

    /**
     * What it came to, now that nothing is left to change.
     *
     * @param again what was planned after the steps
     */
    CallOutcome converged(Status status, Plan again) {
        // What the check registers is what the apply registers, with what came in the place of what was predicted.
        Map<String, @Nullable Object> values = new LinkedHashMap<>(plan.values());
        values.replaceAll((key, predicted) -> again.values().getOrDefault(key, predicted));
        values.values().removeIf(Unknown.class::isInstance); // what did not come is not registered
        return completed(status, values);
    }

    /**
     * What it came to if the run was stopped in between: what was begun counts as changed.
     *
     * @param reason why the run is stopped
     * @param because the same, and before what
     */
    CallOutcome stopped(String reason, String because) {
        List<Change> begun = new ArrayList<>();
        int steps = 0;
        for (Change change : plan.changes()) {
            if (steps < outcomes.size()) {
                begun.add(change);
            }
            steps += change.steps().size();
        }
        if (begun.stream().allMatch(change -> change.kind() == Change.Kind.WAIT)) {
            return CallOutcome.notBegun(reason);
        }
        return new CarriedOut(call, plan.withChanges(begun), outcomes)
                .finished(Status.CHANGED)
                .withStatus(Status.CHANGED, "", because);
    }

    private CallOutcome completed(Status status, Map<String, @Nullable Object> values) {
        try {
            values.putAll(call.bound().complete(plan, new Outcomes(outcomes)));
            return new CallOutcome(status, plan, outcomes, values, skipped());
        } catch (Failure failure) {
            values.putAll(CallOutcome.valuesOf(failure));
            return new CallOutcome(Status.FAILED, plan, outcomes, values, Explanation.of(failure));
        }
    }

    private Explanation skipped() {
        return plan.skipped() == null ? Explanation.NONE : Explanation.of(plan.skipped());
    }
}
