package dev.sluice.python;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tuple: a list that cannot be changed, prints in parentheses and equals no list. */
public final class Tuple extends AbstractList<Object> {
    private final List<Object> items;
    private final List<String> names;

    private Tuple(List<Object> items, List<String> names) {
        this.items = items;
        this.names = names;
    }

    /** A tuple whose items have names too. */
    public static Tuple named(List<String> names, List<Object> items) {
        return new Tuple(Collections.unmodifiableList(new ArrayList<>(items)), List.copyOf(names));
    }

    /** The position of the item of that name, or -1. */
    int position(String name) {
        return names.indexOf(name);
    }

    /** A tuple of the items, which may be null. */
    public static Tuple of(@Nullable Object... items) {
        return new Tuple(Collections.unmodifiableList(Arrays.asList(items.clone())), List.of());
    }

    /** A tuple of the list's items as they are now. */
    public static Tuple copyOf(List<?> items) {
        return new Tuple(Collections.unmodifiableList(new ArrayList<>(items)), List.of());
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
