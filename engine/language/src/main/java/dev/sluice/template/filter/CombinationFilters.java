package dev.sluice.template.filter;

import dev.sluice.python.Limits;
import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.Text;
import dev.sluice.python.Tuple;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that make many rows of few items: product, permutations, combinations, subelements. */
final class CombinationFilters implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.PARTS,
                "product(*lists, **repeat)",
                "permutations(r?)",
                "combinations(r)",
                "subelements(subelements, skip_missing?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "product" -> product(call);
            case "permutations" -> choose(call, call.integer("r", call.items().size()), true);
            case "combinations" -> choose(call, call.integer("r", 0), false);
            case "subelements" -> subelements(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static List<Object> product(Call call) {
        List<List<Object>> lists = new ArrayList<>(List.of(call.items()));
        call.rest().forEach(list -> lists.add(Types.items(list)));
        Object repeat = call.named().get("repeat");
        long times = repeat instanceof Long number ? number : 1;
        Limits.checkItems(times);
        List<List<Object>> all = new ArrayList<>();
        for (long i = 0; i < times; i++) {
            all.addAll(lists);
        }
        List<List<Object>> rows = List.of(List.of());
        for (List<Object> list : all) {
            Limits.checkRows((double) rows.size() * list.size());
            List<List<Object>> longer = new ArrayList<>();
            rows.forEach(row -> list.forEach(item -> longer.add(with(row, item))));
            rows = longer;
        }
        OwnList out = new OwnList();
        rows.forEach(row -> out.add(Tuple.copyOf(row)));
        return out;
    }

    private static List<Object> with(List<Object> row, Object item) {
        List<Object> longer = new ArrayList<>(row);
        longer.add(item);
        return longer;
    }

    private static List<Object> choose(Call call, long size, boolean anyOrder) {
        if (size < 0) {
            throw new OperationException("r must be non-negative");
        }
        checkCount(call.items().size(), size, anyOrder);
        OwnList out = new OwnList();
        choose(call.items(), size, anyOrder, new ArrayList<>(), out);
        return out;
    }

    private static void checkCount(int items, long size, boolean anyOrder) {
        double rows = 1;
        for (long i = 0; i < Math.min(size, items); i++) {
            rows = rows * (items - i) / (anyOrder ? 1 : i + 1);
            Limits.checkRows(anyOrder || 2 * i < size ? rows : 0);
        }
    }

    private static void choose(List<Object> items, long size, boolean anyOrder, List<Integer> chosen, OwnList out) {
        if (chosen.size() == size) {
            List<Object> row = new ArrayList<>();
            chosen.forEach(index -> row.add(items.get(index)));
            out.add(Tuple.copyOf(row));
            return;
        }
        int from = anyOrder || chosen.isEmpty() ? 0 : chosen.get(chosen.size() - 1) + 1;
        for (int i = from; i < items.size(); i++) {
            if (!anyOrder || !chosen.contains(i)) {
                chosen.add(i);
                choose(items, size, anyOrder, chosen, out);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    private static List<Object> subelements(Call call) {
        Object path = call.get("subelements");
        List<?> steps =
                path instanceof List<?> list ? list : List.of(Text.of(path).split("\\.", -1));
        List<Object> elements = call.value() instanceof Map<?, ?> map ? new OwnList(map.values()) : call.items();
        OwnList out = new OwnList();
        for (Object element : elements) {
            Object part = element;
            for (Object step : steps) {
                part = part instanceof Map<?, ?> map && !map.containsKey(step)
                        ? Undefined.of(Text.of(step))
                        : Spread.item(part, step);
            }
            if (part instanceof Undefined undefined) {
                if (call.flag("skip_missing", false)) {
                    continue;
                }
                throw new OperationException(
                        "could not find '" + Text.of(steps.get(steps.size() - 1)) + "' key in iterated item "
                                + Types.name(element),
                        undefined.hint().isEmpty() ? "skip_missing=true leaves such items out" : undefined.hint());
            }
            if (!(part instanceof List<?> || part instanceof Unknown)) {
                throw new OperationException("the key " + Text.quoted(Text.of(path)) + " should point to a list");
            }
            for (Object item : Types.items(part)) {
                out.add(Tuple.of(element, item));
            }
        }
        return out;
    }
}
