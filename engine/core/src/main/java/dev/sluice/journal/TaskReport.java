package dev.sluice.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a task on a target.
 *
 * @param status how it ended
 * @param work what was done or would be done
 * @param values what it registers and sets
 * @param explanation what is to be said about it
 * @param noLog whether the runbook says that nothing of it may be shown
 */
public record TaskReport(Status status, Work work, SetValues values, Explanation explanation, boolean noLog) {
    /** What is shown in place of everything that {@code no_log} hides. */
    public static final String HIDDEN = "(hidden by no_log)";

    /**
     * One turn of a loop.
     *
     * @param label how the loop calls it
     * @param report what became of it; has no items itself
     */
    public record Item(String label, TaskReport report) {}

    /** A report of which nothing but the status is known yet. */
    public static TaskReport of(Status status) {
        return new TaskReport(status, Work.NONE, SetValues.NONE, Explanation.NONE, false);
    }

    public List<ChangeReport> changes() {
        return work.changes();
    }

    public List<StepReport> steps() {
        return work.steps();
    }

    public List<Item> items() {
        return work.items();
    }

    public Duration duration() {
        return work.duration();
    }

    public Map<String, @Nullable Object> registered() {
        return values.registered();
    }

    public Map<String, @Nullable Object> variables() {
        return values.variables();
    }

    public String message() {
        return explanation.message();
    }

    public String because() {
        return explanation.because();
    }

    public String hint() {
        return explanation.hint();
    }

    public List<String> warnings() {
        return explanation.warnings();
    }

    public TaskReport withStatus(Status newStatus) {
        return new TaskReport(newStatus, work, values, explanation, noLog);
    }

    public TaskReport withWork(Work newWork) {
        return new TaskReport(status, newWork, values, explanation, noLog);
    }

    public TaskReport withValues(SetValues newValues) {
        return new TaskReport(status, work, newValues, explanation, noLog);
    }

    public TaskReport withExplanation(Explanation newExplanation) {
        return new TaskReport(status, work, values, newExplanation, noLog);
    }

    public TaskReport withNoLog(boolean newNoLog) {
        return new TaskReport(status, work, values, explanation, newNoLog);
    }

    public TaskReport withChanges(List<ChangeReport> newChanges) {
        return withWork(work.withChanges(newChanges));
    }

    public TaskReport withSteps(List<StepReport> newSteps) {
        return withWork(work.withSteps(newSteps));
    }

    public TaskReport withItems(List<Item> newItems) {
        return withWork(work.withItems(newItems));
    }

    public TaskReport withDuration(Duration newDuration) {
        return withWork(work.withDuration(newDuration));
    }

    public TaskReport withMessage(String newMessage) {
        return withExplanation(explanation.withMessage(newMessage));
    }

    public TaskReport withBecause(String newBecause) {
        return withExplanation(explanation.withBecause(newBecause));
    }

    public TaskReport withRegistered(Map<String, ? extends @Nullable Object> registered) {
        return withValues(values.withRegistered(registered));
    }

    public TaskReport withVariables(Map<String, ? extends @Nullable Object> variables) {
        return withValues(values.withVariables(variables));
    }

    /** The same report with what the texts are about, but not the texts themselves. */
    public TaskReport withoutDifferences() {
        return withChanges(
                        changes().stream().map(ChangeReport::withoutDifference).toList())
                .withItems(items().stream()
                        .map(item -> new Item(item.label(), item.report().withoutDifferences()))
                        .toList());
    }

    /** Every change of the task and of its items, in order. */
    public List<ChangeReport> allChanges() {
        List<ChangeReport> all = new ArrayList<>(changes());
        items().forEach(item -> all.addAll(item.report().allChanges()));
        return List.copyOf(all);
    }

    /** The report without anything that {@code no_log} hides: kinds, risks and statuses stay, every text of the task goes. */
    TaskReport censored() {
        List<ChangeReport> changed =
                allChanges().stream().map(ChangeReport::censored).toList();
        // Why a task was not begun is a matter of other tasks.
        String because = status == Status.CANCELLED ? because() : hidden(because());
        Explanation said = new Explanation(hidden(message()), because, "", List.of());
        return new TaskReport(
                status, Work.NONE.withChanges(changed).withDuration(duration()), SetValues.NONE, said, true);
    }

    /** What stands for a text that {@code no_log} hides; empty for an empty one. */
    static String hidden(String text) {
        return text.isEmpty() ? "" : HIDDEN;
    }
}
