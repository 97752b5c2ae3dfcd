package dev.sluice.template.filter;

import dev.sluice.python.Limits;
import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.Text;
import dev.sluice.python.Tuple;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that take lists apart and put them together without looking at the items. */
final class ItemFilters implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.PARTS,
                "list",
                "first",
                "last",
                "length",
                "count",
                "reverse",
                "batch(linecount, fill_with?)",
                "slice(slices, fill_with?)",
                "flatten(levels?, skip_nulls?)",
                "zip(*lists)",
                "zip_longest(*lists, **fillvalue)",
                "join(d?, attribute?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "list" -> new OwnList(call.items());
            case "first" -> end(call, 0);
            case "last" -> end(call, call.items().size() - 1);
            case "length", "count" -> Types.length(call.value());
            case "reverse" -> reverse(call);
            case "batch" -> batch(call);
            case "slice" -> slice(call);
            case "flatten" -> flatten(call);
            case "zip", "zip_longest" -> zip(call);
            case "join" -> join(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static @Nullable Object end(Call call, int index) {
        List<Object> items = call.items();
        return items.isEmpty()
                ? new Undefined("the " + call.name() + " item", "the list is empty; give a default: '| default(...)'")
                : items.get(index);
    }

    private static Object reverse(Call call) {
        if (call.value() instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        OwnList reversed = new OwnList(call.items());
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<Object> batch(Call call) {
        int size = positive(call, "linecount");
        OwnList batches = new OwnList();
        List<Object> items = call.items();
        for (int from = 0; from < items.size(); from += size) {
            OwnList batch = new OwnList(items.subList(from, Math.min(items.size(), from + size)));
            fill(batch, size, call);
            batches.add(batch);
        }
        return batches;
    }

    private static void fill(OwnList list, int size, Call call) {
        Object filler = call.get("fill_with");
        while (filler != null && list.size() < size) {
            list.add(filler);
        }
    }

    private static List<Object> slice(Call call) {
        int count = positive(call, "slices");
        List<Object> items = call.items();
        OwnList slices = new OwnList();
        int size = items.size() / count;
        int longer = items.size() % count;
        int from = 0;
        for (int i = 0; i < count; i++) {
            int to = from + size + (i < longer ? 1 : 0);
            OwnList slice = new OwnList(items.subList(from, to));
            if (i >= longer) {
                fill(slice, size + 1, call);
            }
            slices.add(slice);
            from = to;
        }
        return slices;
    }

    private static int positive(Call call, String parameter) {
        long number = call.integer(parameter, 0);
        if (number <= 0) {
            throw new OperationException("'" + call.name() + "' needs a positive '" + parameter + "'");
        }
        Limits.checkItems(number);
        return (int) number;
    }

    private static List<Object> flatten(Call call) {
        OwnList out = new OwnList();
        Object levels = call.get("levels");
        flatten(call.items(), levels == null ? Long.MAX_VALUE : call.integer("levels", 0), call, out);
        return out;
    }

    private static void flatten(List<?> items, long levels, Call call, OwnList out) {
        boolean skipNulls = call.flag("skip_nulls", true);
        for (Object item : items) {
            if (skipNulls && (item == null || item.equals("None") || item.equals("null"))) {
                continue;
            }
            boolean nested = item instanceof Collection && levels >= 1;
            if (nested) {
                flatten(Types.items(item), levels - 1, call, out);
            } else {
                out.add(item);
            }
        }
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static List<Object> zip(Call call) {
        List<List<Object>> lists = new ArrayList<>(List.of(call.items()));
        call.rest().forEach(list -> lists.add(Types.items(list)));
        boolean longest = call.name().equals("zip_longest");
        int size = longest ? 0 : Integer.MAX_VALUE;
        for (List<Object> list : lists) {
            size = longest ? Math.max(size, list.size()) : Math.min(size, list.size());
        }
        OwnList rows = new OwnList();
        for (int i = 0; i < size; i++) {
            List<Object> row = new ArrayList<>();
            for (List<Object> list : lists) {
                row.add(i < list.size() ? list.get(i) : call.named().get("fillvalue"));
            }
            rows.add(Tuple.copyOf(row));
        }
        return rows;
    }

    private static String join(Call call) {
        AttributePath path = AttributePath.of(call.get("attribute"));
        String separator = call.text("d", "");
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Object item : call.items()) {
            out.append(first ? "" : separator).append(Text.of(call.plain(path.from(item))));
            Limits.checkText(out.length());
            first = false;
        }
        return out.toString();
    }
}
