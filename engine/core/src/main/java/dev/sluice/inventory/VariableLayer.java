package dev.sluice.inventory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Variables of equal precedence.
 *
 * @param origin where they come from, e.g. {@code group_vars/web} or {@code inventory group web}
 * @param variables by name
 */
public record VariableLayer(String origin, Map<String, Variable> variables) {
    /** The values without their places. */
    public Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        variables.forEach((name, variable) -> values.put(name, variable.value()));
        return values;
    }
}
