package dev.sluice.task;

import dev.sluice.journal.Status;
import dev.sluice.spi.Change;
import dev.sluice.spi.StepOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call came to, before the runbook has its say ({@code changed_when}, {@code failed_when}).
 *
 * @param status OK, CHANGED, SKIPPED, FAILED or UNDECIDED
 * @param changes what was or would be changed
 * @param outcomes of the steps that were run
 * @param values what is registered
 * @param variables host variables that are set
 * @param message why it failed or was skipped
 * @param because what an undecided call depends on
 * @param warnings for the user
 */
public record CallOutcome(
        Status status,
        List<Change> changes,
        List<StepOutcome> outcomes,
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Object> variables,
        String message,
        String because,
        List<String> warnings) {
    public static CallOutcome of(Status status, Map<String, ? extends @Nullable Object> values, String message) {
        return new CallOutcome(
                status, List.of(), List.of(), new LinkedHashMap<>(values), Map.of(), message, "", List.of());
    }

    public static CallOutcome undecided(String because) {
        return new CallOutcome(Status.UNDECIDED, List.of(), List.of(), Map.of(), Map.of(), "", because, List.of());
    }

    public CallOutcome withStatus(Status newStatus, String newMessage, String newBecause) {
        return new CallOutcome(newStatus, changes, outcomes, values, variables, newMessage, newBecause, warnings);
    }

    CallOutcome withVariables(Map<String, @Nullable Object> newVariables) {
        return new CallOutcome(status, changes, outcomes, values, newVariables, message, because, warnings);
    }

    CallOutcome withValues(Map<String, @Nullable Object> newValues) {
        return new CallOutcome(status, changes, outcomes, newValues, variables, message, because, warnings);
    }
}
