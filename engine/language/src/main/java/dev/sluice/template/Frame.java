package dev.sluice.template;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names that a template gave values itself: loop variables, {@code set}, macro parameters. Frames nest. */
final class Frame {
    private final @Nullable Frame outer;
    private final Frame template;
    private final Map<String, Object> values = new HashMap<>();

    private Frame(@Nullable Frame outer, @Nullable Frame template) {
        this.outer = outer;
        this.template = template == null ? this : template;
    }

    static Frame root() {
        return new Frame(null, null);
    }

    Frame nested() {
        return new Frame(this, template);
    }

    /** The outermost frame of a template that is included here and sees these names. */
    Frame ofIncluded() {
        return new Frame(this, null);
    }

    /** The outermost frame of the template: what is set outside of loops, macros and the like. */
    Frame ofTemplate() {
        return template;
    }

    boolean has(String name) {
        return values.containsKey(name) || outer != null && outer.has(name);
    }

    @Nullable
    Object get(String name) {
        if (values.containsKey(name) || outer == null) {
            return values.get(name);
        }
        return outer.get(name);
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    void set(String name, @Nullable Object value) {
        values.put(name, value);
    }

    /** The names set in this frame itself, with their values. */
    Map<String, Object> own() {
        return values;
    }

    void collectNames(TreeSet<String> names) {
        names.addAll(values.keySet());
        if (outer != null) {
            outer.collectNames(names);
        }
    }
}
