package dev.sluice.template;

import dev.sluice.spi.value.Undefined;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables from a map. */
record MapScope(Map<String, ?> variables, boolean templates) implements Scope {
    @Override
    public @Nullable Object lookup(String name) {
        Object value = variables.get(name);
        return value != null || variables.containsKey(name) ? value : Undefined.of(name);
    }

    @Override
    public Collection<String> names() {
        return variables.keySet();
    }

    @Override
    public boolean holdsTemplates(String name) {
        return templates;
    }
}
