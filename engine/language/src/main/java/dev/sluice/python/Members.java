package dev.sluice.python;

import dev.sluice.spi.value.Undefined;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes and items of values: {@code value.name} and {@code value[key]}. */
public final class Members {
    private Members() {}

    /**
     * What is found under a key or position; Undefined if there is nothing. As in Jinja, a name that is no key is looked
     * for among the attributes, and a whole number finds the key that is its text.
     */
    public static @Nullable Object item(@Nullable Object value, @Nullable Object key) {
        if (value instanceof Map<?, ?> map) {
            return fromMap(map, key);
        } else if (key instanceof Long index) {
            return at(value, index);
        } else if (key instanceof Boolean truth) {
            return at(value, truth ? 1 : 0);
        } else if (key instanceof String name) {
            return attribute(value, name);
        }
        return missing(value, key);
    }

    private static @Nullable Object fromMap(Map<?, ?> map, @Nullable Object key) {
        if (map.containsKey(key)) {
            return map.get(key);
        } else if (key instanceof String name) {
            return Methods.exists(map, name) ? Methods.method(map, name) : missing(map, key);
        } else if (key != null && Types.isNumeric(key)) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (Comparison.equal(entry.getKey(), key) || Text.of(key).equals(entry.getKey())) {
                    return entry.getValue();
                }
            }
        }
        return missing(map, key);
    }

    private static @Nullable Object at(@Nullable Object value, long index) {
        if (value instanceof List<?> list) {
            int position = Slices.position(index, list.size());
            return position < 0 ? missing(value, index) : list.get(position);
        } else if (value instanceof String text) {
            int position = Slices.position(index, (int) Types.length(text));
            return position < 0
                    ? missing(value, index)
                    : Character.toString(text.codePointAt(text.offsetByCodePoints(0, position)));
        }
        return missing(value, index);
    }

    /** The attribute of that name, or else the key; Undefined if there is neither. */
    public static @Nullable Object attribute(@Nullable Object value, String name) {
        if (value instanceof ScriptObject object) {
            return object.attribute(name);
        } else if (value instanceof Map<?, ?> map) {
            return fromMap(map, name);
        } else if (value instanceof Tuple tuple && tuple.position(name) >= 0) {
            return tuple.get(tuple.position(name));
        } else if (value != null && Methods.exists(value, name)) {
            return Methods.method(value, name);
        }
        return missing(value, name);
    }

    private static Undefined missing(@Nullable Object value, @Nullable Object key) {
        String what = value instanceof Map ? "key" : key instanceof String ? "attribute" : "item";
        return new Undefined(
                Text.of(key), "a value of type '" + Types.name(value) + "' has no " + what + " " + Text.quoted(key));
    }
}
