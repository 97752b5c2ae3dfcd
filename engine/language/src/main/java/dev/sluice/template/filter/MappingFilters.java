package dev.sluice.template.filter;

import dev.sluice.python.Comparison;
import dev.sluice.python.Invocable;
import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.OwnMap;
import dev.sluice.python.Text;
import dev.sluice.python.Tuple;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters on mappings. */
final class MappingFilters implements Family {
    @Override
    public List<Signature> signatures() {
        List<Signature> signatures = new ArrayList<>(Signature.all(
                Handling.PARTS,
                "combine(*mappings, **options)",
                "dict2items(key_name?, value_name?)",
                "items2dict(key_name?, value_name?)",
                "rekey_on_member(key, duplicates?)"));
        signatures.add(Signature.of("items", Handling.RAW));
        return signatures;
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "combine" -> combine(call);
            case "items" -> items(call);
            case "dict2items" -> toItems(call);
            case "items2dict" -> fromItems(call);
            case "rekey_on_member" -> rekey(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static Object combine(Call call) {
        boolean recursive = Types.truth(call.named().get("recursive"));
        Object mode = call.named().getOrDefault("list_merge", "replace");
        ListMerge merge = ListMerge.of(String.valueOf(mode));
        for (String option : call.named().keySet()) {
            if (!option.equals("recursive") && !option.equals("list_merge")) {
                throw new OperationException(
                        "'combine' has no argument '" + option + "'", "it takes 'recursive' and 'list_merge'");
            }
        }
        List<Object> mappings = new ArrayList<>();
        flatten(call.value() instanceof List<?> list ? list : List.of(call.map()), mappings);
        flatten(call.rest(), mappings);
        Map<?, ?> result = new OwnMap();
        for (Object mapping : mappings) {
            if (!(mapping instanceof Map<?, ?> map)) {
                throw new OperationException(
                        "'combine' needs mappings, not a value of type '" + Types.name(mapping) + "'");
            }
            result = merged(result, map, recursive, merge);
        }
        return result;
    }

    private static void flatten(List<?> items, List<Object> out) {
        for (Object item : items) {
            if (item instanceof List<?> nested) {
                flatten(nested, out);
            } else {
                out.add(item);
            }
        }
    }

    private static OwnMap merged(Map<?, ?> left, Map<?, ?> right, boolean recursive, ListMerge merge) {
        OwnMap result = new OwnMap(left);
        right.forEach((key, value) -> {
            Object before = result.get(key);
            if (recursive && before instanceof Map<?, ?> a && value instanceof Map<?, ?> b) {
                result.put(key, merged(a, b, true, merge));
            } else if (before instanceof List<?> a && value instanceof List<?> b) {
                result.put(key, merge.apply(a, b));
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    private enum ListMerge {
        REPLACE,
        KEEP,
        APPEND,
        PREPEND,
        APPEND_RP,
        PREPEND_RP;

        static ListMerge of(String name) {
            for (ListMerge each : values()) {
                if (each.name().equalsIgnoreCase(name)) {
                    return each;
                }
            }
            throw new OperationException(
                    "'combine' has no list_merge '" + name + "'",
                    "it is one of replace, keep, append, prepend, append_rp, prepend_rp");
        }

        Object apply(List<?> left, List<?> right) {
            return switch (this) {
                case REPLACE -> right;
                case KEEP -> left;
                case APPEND -> joined(left, right);
                case PREPEND -> joined(right, left);
                case APPEND_RP -> joined(without(left, right), right);
                case PREPEND_RP -> joined(right, without(left, right));
            };
        }

        private static List<Object> joined(List<?> first, List<?> second) {
            OwnList all = new OwnList(first);
            all.addAll(second);
            return all;
        }

        private static List<?> without(List<?> items, List<?> unwanted) {
            return items.stream()
                    .filter(item -> unwanted.stream().noneMatch(other -> Comparison.equal(item, other)))
                    .collect(Collectors.toList());
        }
    }

    /** The items of something undefined are none, as in Jinja. */
    private static @Nullable Object items(Call call) {
        if (call.value() instanceof Undefined) {
            return new OwnList();
        } else if (call.value() instanceof Unknown unknown) {
            return unknown;
        }
        OwnList pairs = new OwnList();
        call.map().forEach((key, value) -> pairs.add(pair(key, value)));
        return pairs;
    }

    private static Tuple pair(@Nullable Object key, @Nullable Object value) {
        return Tuple.of(key, value);
    }

    private static List<Object> toItems(Call call) {
        String keyName = call.text("key_name", "key");
        String valueName = call.text("value_name", "value");
        OwnList out = new OwnList();
        call.map().forEach((key, value) -> {
            OwnMap entry = new OwnMap();
            entry.put(keyName, key);
            entry.put(valueName, value);
            out.add(entry);
        });
        return out;
    }

    private static Map<Object, Object> fromItems(Call call) {
        Object keyName = call.get("key_name", "key");
        Object valueName = call.get("value_name", "value");
        if (!(call.value() instanceof List<?>)) {
            throw new OperationException(
                    "'items2dict' needs a list of mappings, not a value of type '" + Types.name(call.value()) + "'");
        }
        OwnMap out = new OwnMap();
        for (Object item : call.items()) {
            Object key = Spread.item(item, keyName);
            Object value = Spread.item(item, valueName);
            if (isMissing(key) || isMissing(value)) {
                throw new OperationException(
                        "'items2dict' needs mappings with the keys '" + Text.of(keyName) + "' and '"
                                + Text.of(valueName) + "'",
                        "name other keys: items2dict(key_name='...', value_name='...')");
            }
            put(out, call.plain(key), value);
        }
        return out;
    }

    /** A method of the name is no item. */
    private static boolean isMissing(@Nullable Object part) {
        return part instanceof Undefined || part instanceof Invocable;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static void put(Map<Object, Object> map, @Nullable Object key, @Nullable Object value) {
        map.put(key, value);
    }

    private static Map<Object, Object> rekey(Call call) {
        Object member = call.get("key");
        boolean overwrite = call.text("duplicates", "error").equals("overwrite");
        OwnMap out = new OwnMap();
        List<Object> elements = call.value() instanceof Map<?, ?> map ? new OwnList(map.values()) : call.items();
        for (Object element : elements) {
            Object key = call.plain(Spread.item(element, member));
            if (out.containsKey(key) && !overwrite) {
                throw new OperationException(
                        "the key " + key + " occurs twice", "duplicates='overwrite' keeps the last");
            }
            put(out, key, element);
        }
        return out;
    }
}
