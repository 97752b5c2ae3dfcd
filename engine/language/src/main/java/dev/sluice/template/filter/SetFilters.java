package dev.sluice.template.filter;

import dev.sluice.python.Comparison;
import dev.sluice.python.OwnList;
import dev.sluice.python.Types;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters that treat lists as sets; the order of the items stays. */
final class SetFilters implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(Handling.PARTS, "union(b)", "intersect(b)", "difference(b)", "symmetric_difference(b)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        List<Object> left = call.items();
        List<Object> right = Types.items(call.get("b"));
        Set<Object> leftKeys = keys(call, left);
        Set<Object> rightKeys = keys(call, right);
        Map<Object, Object> found = new LinkedHashMap<>();
        for (Object item : left) {
            Object key = key(call, item);
            boolean keep = switch (call.name()) {
                case "union" -> true;
                case "intersect" -> rightKeys.contains(key);
                default -> !rightKeys.contains(key);
            };
            if (keep) {
                found.putIfAbsent(key, item);
            }
        }
        if (call.name().equals("union") || call.name().equals("symmetric_difference")) {
            right.stream()
                    .filter(item -> !leftKeys.contains(key(call, item)))
                    .forEach(item -> found.putIfAbsent(key(call, item), item));
        }
        return new OwnList(found.values());
    }

    private static Set<Object> keys(Call call, List<Object> items) {
        Set<Object> keys = new HashSet<>();
        items.forEach(item -> keys.add(key(call, item)));
        return keys;
    }

    private static Object key(Call call, @Nullable Object item) {
        return Comparison.key(call.key(item));
    }
}
