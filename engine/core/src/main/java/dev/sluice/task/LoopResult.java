package dev.sluice.task;

import dev.sluice.journal.Status;
import dev.sluice.journal.TaskReport;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the results of a loop's items together, as Ansible does: {@code results} with one entry an item. */
public final class LoopResult {
    private final List<TaskResult> results = new ArrayList<>();
    private final List<TaskReport.Item> reports = new ArrayList<>();
    private final List<@Nullable Object> registered = new ArrayList<>();
    private final List<@Nullable Object> told = new ArrayList<>();

    /** @param variables what the loop defines for the item: they are registered with its result */
    public void add(TaskResult result, String label, Map<String, @Nullable Object> variables) {
        results.add(result);
        reports.add(new TaskReport.Item(label, result.report()));
        Object value = result.registered();
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> withItem = new LinkedHashMap<>();
            map.forEach((key, each) -> withItem.put(String.valueOf(key), each));
            withItem.putAll(variables);
            withItem.remove("ansible_loop"); // it holds all items, and every item would hold it
            value = withItem;
        }
        registered.add(value);
        told.add(value instanceof Unknown ? variables : value); // whom an item notifies may depend on them
    }

    public boolean isEmpty() {
        return results.isEmpty();
    }

    /** The worst that happened, then the most that was done. */
    public Status status() {
        for (Status worst : List.of(
                Status.UNREACHABLE, Status.FAILED, Status.UNDECIDED, Status.CHANGED, Status.CANCELLED, Status.OK)) {
            if (results.stream().anyMatch(result -> result.status() == worst)) {
                return worst;
            }
        }
        return Status.SKIPPED;
    }

    private long notBegun() {
        return results.stream()
                .filter(result -> result.status() == Status.CANCELLED)
                .count();
    }

    private boolean isStopped() {
        return notBegun() > 0;
    }

    public Map<String, @Nullable Object> registered() {
        return registered(registered);
    }

    private Map<String, @Nullable Object> registered(List<@Nullable Object> all) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Status status = status();
        values.put("results", all);
        values.put("changed", changed());
        values.put("failed", status.isFailure());
        if (status == Status.SKIPPED) {
            values.put("skipped", true);
        }
        if (results.isEmpty()) {
            values.put("skipped_reason", "No items in the list");
            return values;
        }
        values.put(
                "msg",
                status == Status.SKIPPED
                        ? "All items skipped"
                        : status.isFailure()
                                ? "One or more items failed"
                                : isStopped() ? stopped() : "All items completed");
        return values;
    }

    private Object changed() {
        if (results.stream().anyMatch(result -> result.status() == Status.CHANGED)) {
            return true;
        }
        return results.stream()
                .filter(result -> result.status() == Status.UNDECIDED)
                .findFirst()
                .map(result -> (Object) new Unknown(result.outcome().because()))
                .orElse(false);
    }

    private String stopped() {
        String because = results.get(results.size() - 1).outcome().because();
        return because + " after " + (results.size() - notBegun()) + " of " + results.size() + " items";
    }

    public TaskReport report() {
        String because = results.stream()
                .filter(result -> result.status() == Status.UNDECIDED)
                .map(result -> result.outcome().because())
                .findFirst()
                .orElse("");
        String message = results.stream()
                .filter(result -> result.status().isFailure())
                .map(result -> result.outcome().message())
                .findFirst()
                .orElse("");
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        results.forEach(result -> variables.putAll(result.outcome().variables()));
        return TaskReport.of(status())
                .withItems(reports)
                .withRegistered(registered(told))
                .withVariables(variables)
                .withBecause(isStopped() ? stopped() : because)
                .withMessage(message);
    }
}
