package dev.sluice.run;

import dev.sluice.journal.Status;
import dev.sluice.spi.Change;
import dev.sluice.spi.StepOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one turn came to, before the runbook has its say ({@code changed_when}, {@code failed_when}).
 *
 * @param status OK, CHANGED, SKIPPED, FAILED or UNDECIDED
 * @param changes what was or would be changed
 * @param outcomes of the steps that were run
 * @param values what is registered
 * @param variables host variables that are set
 * @param message why it failed or was skipped
 * @param because what an undecided turn depends on
 * @param warnings for the user
 */
record TurnOutcome(
        Status status,
        List<Change> changes,
        List<StepOutcome> outcomes,
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Object> variables,
        String message,
        String because,
        List<String> warnings) {
    static TurnOutcome of(Status status, Map<String, ? extends @Nullable Object> values, String message) {
        return new TurnOutcome(
                status, List.of(), List.of(), new LinkedHashMap<>(values), Map.of(), message, "", List.of());
    }

    static TurnOutcome undecided(String because) {
        return new TurnOutcome(Status.UNDECIDED, List.of(), List.of(), Map.of(), Map.of(), "", because, List.of());
    }

    TurnOutcome withStatus(Status newStatus, String newMessage, String newBecause) {
        return new TurnOutcome(newStatus, changes, outcomes, values, variables, newMessage, newBecause, warnings);
    }

    TurnOutcome withVariables(Map<String, @Nullable Object> newVariables) {
        return new TurnOutcome(status, changes, outcomes, values, newVariables, message, because, warnings);
    }

    TurnOutcome withValues(Map<String, @Nullable Object> newValues) {
        return new TurnOutcome(status, changes, outcomes, newValues, variables, message, because, warnings);
    }
}
