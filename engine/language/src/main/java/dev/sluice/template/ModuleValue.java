package dev.sluice.template;

import dev.sluice.python.ScriptObject;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.syntax.Suggestions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An imported template: its macros and top-level variables.
 *
 * @param template the template's name, for messages
 */
record ModuleValue(String template, Map<String, Object> exports) implements ScriptObject {
    @Override
    public String typeName() {
        return "module";
    }

    @Override
    public @Nullable Object attribute(String name) {
        if (exports.containsKey(name)) {
            return exports.get(name);
        }
        String hint = Suggestions.hint(name, exports.keySet());
        return new Undefined(name, hint.isEmpty() ? "the template '" + template + "' does not export it" : hint);
    }
}
