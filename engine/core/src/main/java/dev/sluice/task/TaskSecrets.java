package dev.sluice.task;

import dev.sluice.spi.Plan;
import dev.sluice.spi.value.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that entered a task's parameters. A module gets them in the clear, so what comes back equal to one of them
 * is a secret again: what is later computed from it is not shown either.
 *
 * @param texts the secrets
 */
record TaskSecrets(Set<String> texts) {
    /** The plan, with the secrets among its values and variables as such. */
    Plan mark(Plan plan) {
        if (texts.isEmpty()) {
            return plan;
        }
        return plan.withValues(mark(plan.values())).withVariables(mark(plan.variables()));
    }

    /** Values to register or to set, with the secrets among them as such. */
    Map<String, Object> mark(Map<String, Object> values) {
        if (texts.isEmpty()) {
            return values;
        }
        Map<String, Object> marked = new LinkedHashMap<>(values);
        marked.replaceAll((name, value) -> markedValue(value));
        return marked;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private @Nullable Object markedValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(key, markedValue(each)));
            return entries;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(each -> items.add(markedValue(each)));
            return items;
        }
        return value instanceof String && texts.contains(value) ? Secret.of(value) : value;
    }
}
