package dev.sluice.python;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of lists; those that change the list work on lists that the template made itself. */
final class ListMethods {
    static final List<String> NAMES = List.of(
            "index", "count", "copy", "append", "extend", "insert", "pop", "remove", "reverse", "clear", "sort");

    private ListMethods() {}

    static @Nullable Object call(List<?> list, MethodArguments arguments) {
        return switch (arguments.method()) {
            case "index" -> index(list, arguments);
            case "count" -> {
                arguments.expect(1, 1);
                yield list.stream()
                        .filter(item -> Comparison.equal(item, arguments.value(0, "value")))
                        .count();
            }
            case "copy" -> new OwnList(list);
            default -> change(own(list, arguments.method()), arguments);
        };
    }

    private static OwnList own(List<?> list, String method) {
        if (list instanceof OwnList own) {
            return own;
        }
        throw new OperationException(
                method + "() would change a list that belongs to a variable",
                "make a new list: 'list + [item]', or start from a copy: '(list | list)." + method + "(...)'");
    }

    private static Object index(List<?> list, MethodArguments arguments) {
        arguments.expect(1, 3);
        Object wanted = arguments.value(0, "value");
        long start = arguments.integer(1, "start", 0);
        long stop = Math.min(list.size(), arguments.integer(2, "stop", list.size()));
        for (long i = start < 0 ? Math.max(0, start + list.size()) : start; i < stop; i++) {
            if (Comparison.equal(list.get((int) i), wanted)) {
                return i;
            }
        }
        throw new OperationException(Text.quoted(wanted) + " is not in list");
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static @Nullable Object change(OwnList list, MethodArguments arguments) {
        Limits.checkItems(list.size());
        switch (arguments.method()) {
            case "append" -> {
                arguments.expect(1, 1);
                list.add(arguments.value(0, "object"));
            }
            case "extend" -> {
                arguments.expect(1, 1);
                list.addAll(new OwnList(Types.items(arguments.value(0, "iterable"))));
            }
            case "insert" -> {
                arguments.expect(2, 2);
                list.add(insertion(arguments.integer(0, "index"), list.size()), arguments.value(1, "object"));
            }
            case "pop" -> {
                arguments.expect(0, 1);
                return pop(list, arguments.integer(0, "index", -1));
            }
            case "remove" -> list.remove(((Long) index(list, arguments)).intValue());
            case "reverse" -> Collections.reverse(list);
            case "clear" -> list.clear();
            case "sort" -> sort(list, arguments);
            default -> throw new IllegalArgumentException(arguments.method());
        }
        return null;
    }

    private static int insertion(long index, int size) {
        return (int) Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }

    private static @Nullable Object pop(OwnList list, long index) {
        int position = Slices.position(index, list.size());
        if (position < 0) {
            throw new OperationException(list.isEmpty() ? "pop from empty list" : "pop index out of range");
        }
        return list.remove(position);
    }

    private static void sort(OwnList list, MethodArguments arguments) {
        list.sort((a, b) -> Comparison.order(a, b, "<"));
        if (Types.truth(arguments.named().get("reverse"))) {
            Collections.reverse(list);
        }
    }
}
