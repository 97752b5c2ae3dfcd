package dev.sluice.template;

import dev.sluice.python.Invocable;
import dev.sluice.python.ScriptObject;
import dev.sluice.spi.value.Undefined;
import java.util.List;
import java.util.Map;

/** What {@code joiner(...)} makes: nothing when it is first called, the separator from then on. */
final class Joiner implements Invocable, ScriptObject {
    private final String separator;
    private boolean used;

    Joiner(String separator) {
        this.separator = separator;
    }

    @Override
    public Object call(List<Object> positional, Map<String, Object> named) {
        String result = used ? separator : "";
        used = true;
        return result;
    }

    @Override
    public String typeName() {
        return "Joiner";
    }

    @Override
    public Object attribute(String name) {
        return new Undefined(name, "a joiner is called: add '()'");
    }
}
