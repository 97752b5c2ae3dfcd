package dev.sluice.template;

import dev.sluice.python.Comparison;
import dev.sluice.python.Invocable;
import dev.sluice.python.OperationException;
import dev.sluice.python.ScriptObject;
import dev.sluice.python.Tuple;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.syntax.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop} within a loop. Called, in a recursive loop, it renders the loop over other items. */
final class Loop implements ScriptObject, Invocable {
    private static final Set<String> ATTRIBUTES = Set.of(
            "index",
            "index0",
            "revindex",
            "revindex0",
            "first",
            "last",
            "length",
            "depth",
            "depth0",
            "previtem",
            "nextitem",
            "cycle",
            "changed");

    private final List<Object> items;
    private final int depth;
    private final @Nullable BiFunction<Object, Integer, Object> recursion;
    private int index;
    private @Nullable List<Object> lastSeen;

    /**
     * A loop that has not begun.
     *
     * @param depth how many recursive loops are around this one
     * @param recursion renders the same loop over other items at a depth; null if the loop is not recursive
     */
    Loop(List<Object> items, int depth, @Nullable BiFunction<Object, Integer, Object> recursion) {
        this.items = items;
        this.depth = depth;
        this.recursion = recursion;
    }

    void moveTo(int position) {
        index = position;
    }

    @Override
    public String typeName() {
        return "loop";
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) items.size() - index;
            case "revindex0" -> items.size() - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == items.size() - 1;
            case "length" -> (long) items.size();
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> neighbour(name, index - 1);
            case "nextitem" -> neighbour(name, index + 1);
            case "cycle" -> (Invocable) (positional, named) -> cycle(positional);
            case "changed" -> (Invocable) (positional, named) -> changed(positional);
            default -> new Undefined("loop." + name, Suggestions.hint(name, ATTRIBUTES));
        };
    }

    private @Nullable Object neighbour(String name, int position) {
        boolean exists = position >= 0 && position < items.size();
        return exists ? items.get(position) : new Undefined("loop." + name, "no such item here");
    }

    private @Nullable Object cycle(List<Object> values) {
        if (values.isEmpty()) {
            throw new OperationException("no items for cycling given");
        }
        return values.get(index % values.size());
    }

    private boolean changed(List<Object> values) {
        List<Object> now = Tuple.copyOf(values);
        boolean changed = lastSeen == null || !Comparison.equal(lastSeen, now);
        lastSeen = now;
        return changed;
    }

    @Override
    public @Nullable Object call(List<Object> positional, Map<String, Object> named) {
        if (recursion == null) {
            throw new OperationException("the loop is not recursive", "write 'for ... in ... recursive'");
        } else if (positional.size() != 1) {
            throw new OperationException("loop() takes the items of the inner loop");
        }
        return recursion.apply(positional.get(0), depth + 1);
    }
}
