package dev.sluice.template;

import dev.sluice.python.ScriptObject;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.syntax.Suggestions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code namespace()} makes: attributes that {@code set ns.x = ...} changes from within loops. */
final class NamespaceValue implements ScriptObject {
    private final Map<String, Object> attributes;

    NamespaceValue(Map<String, Object> attributes) {
        this.attributes = new LinkedHashMap<>(attributes);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public @Nullable Object attribute(String name) {
        return attributes.containsKey(name)
                ? attributes.get(name)
                : new Undefined(name, Suggestions.hint(name, attributes.keySet()));
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    void set(String name, @Nullable Object value) {
        attributes.put(name, value);
    }
}
