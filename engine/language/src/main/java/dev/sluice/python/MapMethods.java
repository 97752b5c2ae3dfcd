package dev.sluice.python;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of mappings; those that change the mapping work on mappings that the template made itself. */
final class MapMethods {
    static final List<String> NAMES =
            List.of("get", "items", "keys", "values", "copy", "update", "pop", "setdefault", "clear");

    private MapMethods() {}

    static @Nullable Object call(Map<?, ?> map, MethodArguments arguments) {
        return switch (arguments.method()) {
            case "get" -> get(map, arguments);
            case "items" -> items(map);
            case "keys" -> new OwnList(map.keySet());
            case "values" -> new OwnList(map.values());
            case "copy" -> new OwnMap(map);
            default -> change(own(map, arguments.method()), arguments);
        };
    }

    /** The entries as pairs. */
    static List<Object> items(Map<?, ?> map) {
        OwnList pairs = new OwnList();
        map.forEach((key, value) -> pairs.add(pair(key, value)));
        return pairs;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static Tuple pair(Object key, @Nullable Object value) {
        return Tuple.of(key, value);
    }

    private static OwnMap own(Map<?, ?> map, String method) {
        if (map instanceof OwnMap own) {
            return own;
        }
        throw new OperationException(
                method + "() would change a mapping that belongs to a variable",
                "make a new mapping: 'mapping | combine({...})'");
    }

    private static @Nullable Object get(Map<?, ?> map, MethodArguments arguments) {
        arguments.expect(1, 2);
        Object key = arguments.value(0, "key");
        return map.containsKey(key) ? map.get(key) : arguments.value(1, "default");
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static @Nullable Object change(OwnMap map, MethodArguments arguments) {
        switch (arguments.method()) {
            case "update" -> update(map, arguments);
            case "pop" -> {
                return pop(map, arguments);
            }
            case "setdefault" -> {
                arguments.expect(1, 2);
                map.computeIfAbsent(arguments.value(0, "key"), key -> arguments.value(1, "default"));
                return map.get(arguments.value(0, "key"));
            }
            case "clear" -> map.clear();
            default -> throw new IllegalArgumentException(arguments.method());
        }
        return null;
    }

    private static void update(OwnMap map, MethodArguments arguments) {
        for (Object entries : arguments.positional()) {
            if (entries instanceof Map<?, ?> others) {
                map.putAll(others);
            } else {
                for (Object pair : Types.items(entries)) {
                    map.put(Types.items(pair).get(0), Types.items(pair).get(1));
                }
            }
        }
        map.putAll(arguments.named());
    }

    private static @Nullable Object pop(OwnMap map, MethodArguments arguments) {
        arguments.expect(1, 2);
        Object key = arguments.value(0, "key");
        if (map.containsKey(key)) {
            return map.remove(key);
        } else if (arguments.has(1, "default")) {
            return arguments.value(1, "default");
        }
        throw new OperationException("the mapping has no key " + Text.quoted(key));
    }
}
