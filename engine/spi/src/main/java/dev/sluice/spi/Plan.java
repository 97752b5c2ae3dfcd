package dev.sluice.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a module found out: the changes to make and what the task registers.
 *
 * @param changes in the order in which they are made; empty if nothing is to be changed
 * @param values what the task registers (Ansible's return values) as far as it is known before the changes are made;
 *     {@link dev.sluice.spi.value.Unknown} where it is not. The engine adds {@code changed}, {@code failed} and the like.
 *     What stands under {@code ansible_facts} are facts of the host from then on
 * @param completion turns the outcomes of the steps into further values; only used in an apply: with
 *     no outcome if there was nothing to do
 * @param skipped why there was nothing to do at all (Ansible's "skipped"), or null
 * @param variables variables of the host that the task sets; they are registered as {@code ansible_facts}, too
 * @param warnings for the user
 * @param valuesShown whether the values are what the task is for, so that people are shown them
 */
// More than five: modules use the factories, and name what they give besides.
public record Plan(
        List<Change> changes,
        Map<String, Object> values,
        Completion completion,
        @Nullable String skipped,
        Map<String, Object> variables,
        List<String> warnings,
        boolean valuesShown) {
    /** Turns outcomes into values to register. */
    @FunctionalInterface
    public interface Completion {
        /** Adds nothing. */
        Completion NONE = outcomes -> Map.of();

        /**
         * @param outcomes of the steps that were begun; none if there was nothing to do
         */
        Map<String, Object> values(Outcomes outcomes);
    }

    /** Nothing is to be changed. */
    public static Plan unchanged(Map<String, ?> values) {
        return changes(List.of(), values);
    }

    /** These changes lead to the desired state; none of them means that nothing is to be changed. */
    public static Plan changes(List<Change> changes, Map<String, ?> values) {
        return new Plan(List.copyOf(changes), copy(values), Completion.NONE, null, Map.of(), List.of(), false);
    }

    /** There is nothing to do, for a reason. */
    public static Plan skip(String reason, Map<String, ?> values) {
        return new Plan(List.of(), copy(values), Completion.NONE, reason, Map.of(), List.of(), false);
    }

    public Plan withCompletion(Completion newCompletion) {
        return new Plan(changes, values, newCompletion, skipped, variables, warnings, valuesShown);
    }

    public Plan withVariables(Map<String, ?> newVariables) {
        return new Plan(changes, values, completion, skipped, copy(newVariables), warnings, valuesShown);
    }

    public Plan withWarning(String warning) {
        return new Plan(
                changes,
                values,
                completion,
                skipped,
                variables,
                Stream.concat(warnings.stream(), Stream.of(warning)).toList(),
                valuesShown);
    }

    /** The same plan with other changes. */
    public Plan withChanges(List<Change> newChanges) {
        return new Plan(List.copyOf(newChanges), values, completion, skipped, variables, warnings, valuesShown);
    }

    /** The same plan with other values. */
    public Plan withValues(Map<String, ?> newValues) {
        return new Plan(changes, copy(newValues), completion, skipped, variables, warnings, valuesShown);
    }

    /** The same plan of a task that is there to show its values. */
    public Plan withValuesShown() {
        return new Plan(changes, values, completion, skipped, variables, warnings, true);
    }

    private static Map<String, Object> copy(Map<String, ?> values) {
        return new LinkedHashMap<>(values);
    }
}
