package dev.sluice.task;

import dev.sluice.journal.Explanation;
import dev.sluice.journal.Status;
import dev.sluice.spi.Change;
import dev.sluice.spi.Plan;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call came to, before the runbook has its say ({@code changed_when}, {@code failed_when}).
 *
 * @param status OK, CHANGED, SKIPPED, FAILED or UNDECIDED
 * @param plan what was planned; without changes if nothing could be
 * @param outcomes of the steps that were run
 * @param values what is registered
 * @param explanation why it failed, was skipped, or is undecided
 */
public record CallOutcome(
        Status status,
        Plan plan,
        List<StepOutcome<?>> outcomes,
        Map<String, @Nullable Object> values,
        Explanation explanation) {
    /** Without a plan. */
    public static CallOutcome of(
            Status status, Map<String, ? extends @Nullable Object> values, Explanation explanation) {
        return new CallOutcome(status, Plan.unchanged(Map.of()), List.of(), new LinkedHashMap<>(values), explanation);
    }

    /** Something is wrong, so there is no plan. */
    public static CallOutcome failed(Failure failure) {
        return of(Status.FAILED, valuesOf(failure), Explanation.of(failure));
    }

    /** What a task that fails registers besides the message. */
    static Map<String, Object> valuesOf(Failure failure) {
        return failure instanceof TaskFailure ofModule ? ofModule.values() : Map.of();
    }

    public static CallOutcome undecided(String because) {
        return of(Status.UNDECIDED, Map.of(), Explanation.NONE.withBecause(because));
    }

    /** Nothing was done. */
    static CallOutcome notBegun(String because) {
        return of(Status.CANCELLED, Map.of(), Explanation.NONE.withBecause(because));
    }

    /** What was or would be changed. */
    public List<Change> changes() {
        return plan.changes();
    }

    /** Host variables that are set. */
    public Map<String, @Nullable Object> variables() {
        return new LinkedHashMap<>(plan.variables());
    }

    /** Why it failed or was skipped; empty if nothing is to be said. */
    public String message() {
        return explanation.message();
    }

    /** What an undecided call depends on; empty if nothing. */
    public String because() {
        return explanation.because();
    }

    /** The same with another status; what there was to do about its message is left out with the message. */
    public CallOutcome withStatus(Status newStatus, String newMessage, String newBecause) {
        String hint = newMessage.isEmpty() ? "" : explanation.hint();
        return withStatus(newStatus, new Explanation(newMessage, newBecause, hint, List.of()));
    }

    CallOutcome withStatus(Status newStatus, Explanation newExplanation) {
        return new CallOutcome(newStatus, plan, outcomes, values, newExplanation);
    }

    CallOutcome withVariables(Map<String, ?> newVariables) {
        return new CallOutcome(status, plan.withVariables(newVariables), outcomes, values, explanation);
    }

    CallOutcome withValues(Map<String, @Nullable Object> newValues) {
        return new CallOutcome(status, plan, outcomes, newValues, explanation);
    }
}
