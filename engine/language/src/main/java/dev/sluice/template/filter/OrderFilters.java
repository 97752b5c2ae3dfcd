package dev.sluice.template.filter;

import dev.sluice.python.Comparison;
import dev.sluice.python.OperationException;
import dev.sluice.python.Operators;
import dev.sluice.python.OwnList;
import dev.sluice.python.Tuple;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that compare items, or attributes of items: sort, unique, groupby, min, max, sum. */
final class OrderFilters implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.PARTS,
                "sort(reverse?, case_sensitive?, attribute?)",
                "dictsort(case_sensitive?, by?, reverse?)",
                "unique(case_sensitive?, attribute?)",
                "groupby(attribute, default?, case_sensitive?)",
                "min(case_sensitive?, attribute?)",
                "max(case_sensitive?, attribute?)",
                "sum(attribute?, start?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "sort" -> sort(call);
            case "dictsort" -> sortEntries(call);
            case "unique" -> unique(call);
            case "groupby" -> group(call);
            case "min", "max" -> extreme(call);
            case "sum" -> sum(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static @Nullable Object comparable(Call call, @Nullable Object part) {
        Object key = call.key(part);
        boolean fold = !call.flag("case_sensitive", false);
        return fold && key instanceof String text ? text.toLowerCase(Locale.ROOT) : key;
    }

    private static List<Object> sorted(List<Object> items, List<List<Object>> keys, boolean reverse) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            order.add(i);
        }
        Comparator<Integer> byKey = (a, b) -> Comparison.order(keys.get(a), keys.get(b), "<");
        order.sort(reverse ? byKey.reversed() : byKey);
        OwnList sorted = new OwnList();
        order.forEach(index -> sorted.add(items.get(index)));
        return sorted;
    }

    private static List<Object> sort(Call call) {
        List<AttributePath> paths = new ArrayList<>();
        Object attribute = call.get("attribute");
        if (attribute instanceof String text && text.contains(",")) {
            for (String each : text.split(",", -1)) {
                paths.add(AttributePath.of(each));
            }
        } else {
            paths.add(AttributePath.of(attribute));
        }
        List<List<Object>> keys = new ArrayList<>();
        for (Object item : call.items()) {
            List<Object> key = new OwnList();
            paths.forEach(path -> add(key, comparable(call, path.from(item))));
            keys.add(key);
        }
        return sorted(call.items(), keys, call.flag("reverse", false));
    }

    private static List<Object> sortEntries(Call call) {
        String by = call.text("by", "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw new OperationException("'dictsort' can only sort by 'key' or 'value'");
        }
        OwnList entries = new OwnList();
        List<List<Object>> keys = new ArrayList<>();
        call.map().forEach((name, value) -> {
            entries.add(pair(name, value));
            List<Object> key = new OwnList();
            add(key, comparable(call, by.equals("key") ? name : value));
            keys.add(key);
        });
        return sorted(entries, keys, call.flag("reverse", false));
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static void add(List<Object> list, @Nullable Object value) {
        list.add(value);
    }

    private static Tuple pair(@Nullable Object first, @Nullable Object second) {
        return Tuple.of(first, second);
    }

    private static List<Object> unique(Call call) {
        AttributePath path = AttributePath.of(call.get("attribute"));
        Map<Object, Object> found = new LinkedHashMap<>();
        call.items().forEach(item -> found.putIfAbsent(Comparison.key(comparable(call, path.from(item))), item));
        return new OwnList(found.values());
    }

    private static List<Object> group(Call call) {
        AttributePath path = AttributePath.of(call.get("attribute"));
        List<List<Object>> keys = new ArrayList<>();
        List<Object> items = call.items();
        List<Object> rows = new ArrayList<>();
        for (Object item : items) {
            Object part = path.of(item, call.get("default"));
            List<Object> key = new OwnList();
            add(key, comparable(call, part));
            keys.add(key);
            rows.add(Tuple.of(key.get(0), part, item));
        }
        OwnList groups = new OwnList();
        List<Object> current = new OwnList();
        Object previous = null;
        for (Object row : sorted(rows, keys, false)) {
            List<Object> parts = Types.items(row);
            if (groups.isEmpty() || !Comparison.equal(previous, parts.get(0))) {
                current = new OwnList();
                groups.add(Tuple.named(List.of("grouper", "list"), List.of(parts.get(1), current)));
            }
            current.add(parts.get(2));
            previous = parts.get(0);
        }
        return groups;
    }

    private static @Nullable Object extreme(Call call) {
        AttributePath path = AttributePath.of(call.get("attribute"));
        boolean least = call.name().equals("min");
        List<Object> items = call.items();
        if (items.isEmpty()) {
            return new Undefined("the " + call.name() + " of no items", "the list is empty");
        }
        Object best = items.get(0);
        Object bestKey = comparable(call, path.from(best));
        for (Object item : items.subList(1, items.size())) {
            Object key = comparable(call, path.from(item));
            int order = Comparison.order(key, bestKey, least ? "<" : ">");
            if (least ? order < 0 : order > 0) {
                best = item;
                bestKey = key;
            }
        }
        return best;
    }

    private static @Nullable Object sum(Call call) {
        AttributePath path = AttributePath.of(call.get("attribute"));
        Object sum = call.get("start", 0L);
        for (Object item : call.items()) {
            sum = Operators.arithmetic("+", sum, call.plain(path.from(item)));
        }
        return sum;
    }
}
