package dev.sluice.run;

import dev.sluice.journal.TaskRef;
import dev.sluice.state.HostState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task that is run on the first host for all of them ({@code run_once}): they share the variables and the failure.
 *
 * @param task how it is called in events
 * @param hosts those that it is run for, at least one
 */
record RunOnce(TaskRef task, List<HostState> hosts) {
    void on(Consumer<HostState> action) {
        HostState first = hosts.get(0);
        Map<String, @Nullable Object> computed = first.computed();
        Map<String, @Nullable Object> included = first.included();
        action.accept(first);
        for (HostState host : hosts.subList(1, hosts.size())) {
            host.compute(added(computed, first.computed()));
            host.include(added(included, first.included()));
            if (!first.isActive()) {
                host.fail(task);
            }
        }
    }

    private static Map<String, @Nullable Object> added(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> added = new LinkedHashMap<>(after);
        added.entrySet()
                .removeIf(
                        entry -> before.containsKey(entry.getKey()) && before.get(entry.getKey()) == entry.getValue());
        return added;
    }
}
