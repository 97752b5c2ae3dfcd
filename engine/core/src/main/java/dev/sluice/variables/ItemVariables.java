package dev.sluice.variables;

import dev.sluice.journal.Status;
import dev.sluice.journal.TaskReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a loop defined for the items that were carried out, as it was registered with their results. */
public final class ItemVariables {
    private ItemVariables() {}

    /** The variables of each item that was not skipped; of a task without a loop one set that is empty. */
    public static List<Map<String, @Nullable Object>> of(TaskReport report) {
        if (report.items().isEmpty() || !(report.registered().get("results") instanceof List<?> results)) {
            return List.of(Map.of());
        }
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (int index = 0; index < report.items().size(); index++) {
            Status status = report.items().get(index).report().status();
            if (status != Status.SKIPPED && status != Status.CANCELLED) {
                found.add(results.get(index) instanceof Map<?, ?> result ? variables(result) : Map.of());
            }
        }
        return found;
    }

    private static Map<String, @Nullable Object> variables(Map<?, ?> result) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (String name : List.of("ansible_loop_var", "ansible_index_var")) {
            if (result.get(name) instanceof String variable) {
                variables.put(name, variable);
                variables.put(variable, result.get(variable));
            }
        }
        return variables;
    }
}
