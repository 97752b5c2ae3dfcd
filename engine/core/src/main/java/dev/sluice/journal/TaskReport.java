package dev.sluice.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a task on a target.
 *
 * @param status how it ended
 * @param changes what was or would be changed; empty for a loop, whose items have their own
 * @param steps what was or would be done; empty for a loop
 * @param registered what it registers, by name; values of the language
 * @param variables host variables that it sets
 * @param message what is to be said about it: why it failed or was skipped; empty if nothing
 * @param because what it depends on or the root cause: completes "depends on ..." for an undecided task, names the failed
 *     task for a cancelled one; empty if nothing
 * @param hint what to do about a failure; empty if nothing can be said
 * @param items the items of a loop, in order; empty if it is none
 * @param warnings for the user
 * @param duration how long it took
 * @param noLog whether the runbook says that nothing of it may be shown
 */
public record TaskReport(
        Status status,
        List<ChangeReport> changes,
        List<StepReport> steps,
        Map<String, @Nullable Object> registered,
        Map<String, @Nullable Object> variables,
        String message,
        String because,
        String hint,
        List<Item> items,
        List<String> warnings,
        Duration duration,
        boolean noLog) {
    /** What is shown in place of everything that {@code no_log} hides. */
    public static final String HIDDEN = "(hidden by no_log)";

    /**
     * One turn of a loop.
     *
     * @param label how the loop calls it
     * @param report what became of it; has no items itself
     */
    public record Item(String label, TaskReport report) {}

    public TaskReport {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        registered = Collections.unmodifiableMap(new LinkedHashMap<>(registered));
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        items = List.copyOf(items);
        warnings = List.copyOf(warnings);
    }

    /** A report of which nothing but the status is known yet. */
    public static TaskReport of(Status status) {
        return new TaskReport(
                status,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                "",
                "",
                "",
                List.of(),
                List.of(),
                Duration.ZERO,
                false);
    }

    public TaskReport withStatus(Status newStatus) {
        return new TaskReport(
                newStatus,
                changes,
                steps,
                registered,
                variables,
                message,
                because,
                hint,
                items,
                warnings,
                duration,
                noLog);
    }

    public TaskReport withChanges(List<ChangeReport> newChanges) {
        return new TaskReport(
                status,
                newChanges,
                steps,
                registered,
                variables,
                message,
                because,
                hint,
                items,
                warnings,
                duration,
                noLog);
    }

    public TaskReport withSteps(List<StepReport> newSteps) {
        return new TaskReport(
                status,
                changes,
                newSteps,
                registered,
                variables,
                message,
                because,
                hint,
                items,
                warnings,
                duration,
                noLog);
    }

    public TaskReport withRegistered(Map<String, ? extends @Nullable Object> newRegistered) {
        return new TaskReport(
                status,
                changes,
                steps,
                new LinkedHashMap<>(newRegistered),
                variables,
                message,
                because,
                hint,
                items,
                warnings,
                duration,
                noLog);
    }

    public TaskReport withVariables(Map<String, ? extends @Nullable Object> newVariables) {
        return new TaskReport(
                status,
                changes,
                steps,
                registered,
                new LinkedHashMap<>(newVariables),
                message,
                because,
                hint,
                items,
                warnings,
                duration,
                noLog);
    }

    public TaskReport withMessage(String newMessage) {
        return new TaskReport(
                status,
                changes,
                steps,
                registered,
                variables,
                newMessage,
                because,
                hint,
                items,
                warnings,
                duration,
                noLog);
    }

    public TaskReport withBecause(String newBecause) {
        return new TaskReport(
                status,
                changes,
                steps,
                registered,
                variables,
                message,
                newBecause,
                hint,
                items,
                warnings,
                duration,
                noLog);
    }

    public TaskReport withHint(String newHint) {
        return new TaskReport(
                status,
                changes,
                steps,
                registered,
                variables,
                message,
                because,
                newHint,
                items,
                warnings,
                duration,
                noLog);
    }

    public TaskReport withItems(List<Item> newItems) {
        return new TaskReport(
                status,
                changes,
                steps,
                registered,
                variables,
                message,
                because,
                hint,
                newItems,
                warnings,
                duration,
                noLog);
    }

    public TaskReport withWarnings(List<String> newWarnings) {
        return new TaskReport(
                status,
                changes,
                steps,
                registered,
                variables,
                message,
                because,
                hint,
                items,
                newWarnings,
                duration,
                noLog);
    }

    public TaskReport withDuration(Duration newDuration) {
        return new TaskReport(
                status,
                changes,
                steps,
                registered,
                variables,
                message,
                because,
                hint,
                items,
                warnings,
                newDuration,
                noLog);
    }

    public TaskReport withNoLog(boolean newNoLog) {
        return new TaskReport(
                status,
                changes,
                steps,
                registered,
                variables,
                message,
                because,
                hint,
                items,
                warnings,
                duration,
                newNoLog);
    }

    /** The same report with what the texts are about, but not the texts themselves. */
    public TaskReport withoutDifferences() {
        return withChanges(changes.stream().map(ChangeReport::withoutDifference).toList())
                .withItems(items.stream()
                        .map(item -> new Item(item.label(), item.report().withoutDifferences()))
                        .toList());
    }

    /** Every change of the task and of its items, in order. */
    public List<ChangeReport> allChanges() {
        List<ChangeReport> all = new ArrayList<>(changes);
        items.forEach(item -> all.addAll(item.report().allChanges()));
        return List.copyOf(all);
    }

    /** The report without anything that {@code no_log} hides: resources, risks and statuses stay, texts go. */
    TaskReport censored() {
        return new TaskReport(
                status,
                allChanges().stream().map(TaskReport::censored).toList(),
                List.of(),
                Map.of(),
                Map.of(),
                message.isEmpty() ? "" : HIDDEN,
                because,
                hint,
                List.of(),
                List.of(),
                duration,
                true);
    }

    private static ChangeReport censored(ChangeReport change) {
        return new ChangeReport(
                change.resource(),
                change.what(),
                change.before().isEmpty() ? "" : HIDDEN,
                change.after().isEmpty() ? "" : HIDDEN,
                change.kind(),
                change.risk(),
                null,
                change.undo() == null ? null : HIDDEN);
    }
}
