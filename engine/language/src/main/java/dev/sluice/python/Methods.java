package dev.sluice.python;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of texts, numbers, lists and mappings. */
public final class Methods {
    private Methods() {}

    /** Whether values of this kind have such a method. */
    public static boolean exists(@Nullable Object value, String name) {
        return names(value).contains(name);
    }

    /** The methods that values of this kind have. */
    public static List<String> names(@Nullable Object value) {
        if (value instanceof String) {
            return TextMethods.NAMES;
        } else if (value instanceof Map) {
            return MapMethods.NAMES;
        } else if (value instanceof List) {
            return ListMethods.NAMES;
        }
        return Types.isNumeric(value) ? NumberMethods.NAMES : List.of();
    }

    /** The method, ready to be called; it must exist. */
    public static Invocable method(Object value, String name) {
        return (positional, named) -> call(value, new MethodArguments(name, positional, named));
    }

    private static @Nullable Object call(Object value, MethodArguments arguments) {
        if (value instanceof String text) {
            return TextMethods.call(text, arguments);
        } else if (value instanceof Map<?, ?> map) {
            return MapMethods.call(map, arguments);
        } else if (value instanceof List<?> list) {
            return ListMethods.call(list, arguments);
        }
        return NumberMethods.call(value, arguments);
    }
}
