package dev.sluice.task;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Explanation;
import dev.sluice.journal.SetValues;
import dev.sluice.journal.Status;
import dev.sluice.journal.StepReport;
import dev.sluice.journal.TaskReport;
import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Step;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.Unknown;
import dev.sluice.state.Consent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a task came to after the runbook had its say, as values to register and as a report.
 *
 * @param outcome what the call came to
 * @param leastRisk the least risk of its changes; null if the runbook names none
 * @param doubt what it depends on whether it happens at all; null if that is certain
 */
public record TaskResult(
        CallOutcome outcome,
        @Nullable Risk leastRisk,
        @Nullable String doubt) {
    /** The entry of a result whose values become facts of the host. */
    static final String FACTS = "ansible_facts";

    public TaskResult(CallOutcome outcome, @Nullable Risk leastRisk) {
        this(outcome, leastRisk, null);
    }

    /** A result that no module made: skipped, or wrong before a module was asked. */
    public static TaskResult of(Status status, String message, String hint) {
        return new TaskResult(
                CallOutcome.of(status, Map.of(), Explanation.of(message).withHint(hint)), null);
    }

    /** Something is wrong. */
    public static TaskResult failed(Failure failure) {
        return new TaskResult(CallOutcome.failed(failure), null);
    }

    public static TaskResult skipped() {
        return of(Status.SKIPPED, "Conditional result was False", "");
    }

    public static TaskResult undecided(String because) {
        return new TaskResult(CallOutcome.undecided(because), null);
    }

    /** Of something that was not begun. */
    public static TaskResult notBegun(String because) {
        return new TaskResult(CallOutcome.notBegun(because), null);
    }

    /** Of what may not happen at all: nothing that it sets is certain, and that it would fail is no failure. */
    public TaskResult doubted(@Nullable String because) {
        if (because == null) {
            return this;
        }
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(outcome.variables());
        variables.replaceAll((name, value) -> new Unknown(because));
        TaskResult possible = new TaskResult(outcome.withVariables(variables), leastRisk, because);
        return status() == Status.FAILED
                ? possible.withStatus(Status.UNDECIDED, "would fail: " + outcome.message(), because)
                : possible;
    }

    public Status status() {
        return outcome.status();
    }

    /** Facts that the host has from now on; unknown if the task may not happen. */
    public Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        if (outcome.values().get(FACTS) instanceof Map<?, ?> gathered) {
            gathered.forEach(
                    (name, value) -> facts.put(String.valueOf(name), doubt == null ? value : new Unknown(doubt)));
        }
        return facts;
    }

    public TaskResult withStatus(Status status, String message, String because) {
        return new TaskResult(outcome.withStatus(status, message, because), leastRisk, doubt);
    }

    /** The same with one more value to register; nothing is added to what is wholly unknown. */
    public TaskResult with(String name, Object value) {
        if (status() == Status.UNDECIDED && outcome.values().isEmpty()) {
            return this;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>(outcome.values());
        values.put(name, value);
        return new TaskResult(outcome.withValues(values), leastRisk, doubt);
    }

    /**
     * The value that {@code register} gets: Ansible's return values, and the flags that every result has. A result of
     * which nothing is known, or which may not come at all, is an unknown value.
     */
    public Object registered() {
        return doubt == null ? values() : new Unknown(doubt);
    }

    private Object values() {
        if (status() == Status.UNDECIDED && outcome.values().isEmpty()) {
            return new Unknown(outcome.because());
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>(outcome.values());
        if (!outcome.variables().isEmpty()) {
            values.putIfAbsent(FACTS, outcome.variables());
        }
        values.put("changed", changed());
        values.put("failed", status() == Status.FAILED || status() == Status.UNREACHABLE);
        if (status() == Status.SKIPPED) {
            values.put("skipped", true);
            values.putIfAbsent("skip_reason", outcome.message());
        }
        if (status() == Status.UNREACHABLE) {
            values.put("unreachable", true);
        }
        if (!outcome.message().isEmpty() && status() != Status.SKIPPED) {
            values.putIfAbsent("msg", outcome.message());
        }
        return values;
    }

    private Object changed() {
        if (status() == Status.UNDECIDED) {
            return new Unknown(outcome.because());
        }
        // A command that fails has been run all the same.
        boolean ran = status() == Status.FAILED
                && outcome.values().containsKey("rc")
                && !outcome.changes().isEmpty();
        return status() == Status.CHANGED || ran;
    }

    public TaskReport report() {
        List<ChangeReport> changes = outcome.changes().stream()
                .map(this::withLeastRisk)
                .map(ChangeReport::of)
                .toList();
        List<StepReport> steps = outcome.outcomes().isEmpty()
                ? outcome.changes().stream()
                        .flatMap(change -> change.steps().stream())
                        .map((Step<?> step) -> StepReport.planned(step))
                        .toList()
                : outcome.outcomes().stream().map(each -> StepReport.of(each)).toList();
        return TaskReport.of(status())
                .withChanges(changes)
                .withSteps(steps)
                .withValues(new SetValues(
                        values() instanceof Map<?, ?> map ? strings(map) : Map.of(),
                        outcome.variables(),
                        outcome.plan().valuesShown()))
                .withExplanation(
                        outcome.explanation().withWarnings(outcome.plan().warnings()));
    }

    private Change withLeastRisk(Change change) {
        return change.withRisk(Consent.risk(change, leastRisk));
    }

    private static Map<String, @Nullable Object> strings(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
