package dev.sluice.state;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entries of a map whose values are computed when they are used: to look at the names costs nothing. */
final class LazyEntries extends AbstractSet<Map.Entry<String, @Nullable Object>> {
    private final Collection<String> names;
    private final Function<String, @Nullable Object> values;

    /** @param names distinct */
    LazyEntries(Collection<String> names, Function<String, @Nullable Object> values) {
        this.names = names;
        this.values = values;
    }

    @Override
    public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        Iterator<String> remaining = names.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return remaining.hasNext();
            }

            @Override
            public Map.Entry<String, @Nullable Object> next() {
                return new Entry(remaining.next());
            }
        };
    }

    @Override
    public int size() {
        return names.size();
    }

    private final class Entry implements Map.Entry<String, @Nullable Object> {
        private final String name;

        Entry(String name) {
            this.name = name;
        }

        @Override
        public String getKey() {
            return name;
        }

        @Override
        public @Nullable Object getValue() {
            return values.apply(name);
        }

        @Override
        public @Nullable Object setValue(@Nullable Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && name.equals(entry.getKey())
                    && Objects.equals(getValue(), entry.getValue());
        }

        @Override
        public int hashCode() {
            return name.hashCode() ^ Objects.hashCode(getValue());
        }
    }
}
