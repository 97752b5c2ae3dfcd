package dev.sluice.variables;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of a loop.
 *
 * @param items its items; empty if unknown
 * @param unknown what the list depends on; null if it is known
 * @param control which variables it defines
 * @param pause between two items
 * @param labels how items are called in reports
 */
public record Loop(
        List<@Nullable Object> items, @Nullable String unknown, Control control, Duration pause, Labels labels) {
    /**
     * Which variables a loop defines ({@code loop_control}).
     *
     * @param variable the name of the loop variable
     * @param indexVariable the name of the index variable; empty for none
     * @param extended whether {@code ansible_loop} is defined
     * @param allItems whether {@code ansible_loop} holds all items
     */
    public record Control(String variable, String indexVariable, boolean extended, boolean allItems) {}

    /** How an item is called in reports. */
    public interface Labels {
        String of(TaskScope scope);
    }

    public String label(TaskScope scope) {
        return labels.of(scope);
    }

    public Map<String, @Nullable Object> variables(int index) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put(control.variable(), items.get(index));
        variables.put("ansible_loop_var", control.variable());
        if (!control.indexVariable().isEmpty()) {
            variables.put(control.indexVariable(), (long) index);
            variables.put("ansible_index_var", control.indexVariable());
        }
        if (control.extended()) {
            variables.put("ansible_loop", extended(index));
        }
        return variables;
    }

    private Map<String, @Nullable Object> extended(int index) {
        Map<String, @Nullable Object> loop = new LinkedHashMap<>();
        int length = items.size();
        if (control.allItems()) {
            loop.put("allitems", items);
        }
        loop.put("index", index + 1L);
        loop.put("index0", (long) index);
        loop.put("first", index == 0);
        loop.put("last", index == length - 1);
        loop.put("length", (long) length);
        loop.put("revindex", (long) length - index);
        loop.put("revindex0", (long) length - index - 1);
        if (index > 0) {
            loop.put("previtem", items.get(index - 1));
        }
        if (index < length - 1) {
            loop.put("nextitem", items.get(index + 1));
        }
        return loop;
    }
}
