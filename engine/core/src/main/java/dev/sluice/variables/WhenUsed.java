package dev.sluice.variables;

import java.util.AbstractMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Variables whose values are made at their first use: nobody needs the password of one that is not used. Thread-safe. */
public final class WhenUsed extends AbstractMap<String, @Nullable Object> {
    private final Map<String, ? extends @Nullable Object> values;
    private final UnaryOperator<@Nullable Object> made;
    private final Map<Object, Optional<Object>> used = new ConcurrentHashMap<>();

    /** @param made makes what is used of a value; equal values give equal ones */
    public WhenUsed(Map<String, ? extends @Nullable Object> values, UnaryOperator<@Nullable Object> made) {
        this.values = values;
        this.made = made;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        if (name == null) {
            return null;
        }
        Optional<Object> known = used.get(name);
        if (known == null) {
            known = Optional.ofNullable(made.apply(values.get(name)));
            used.put(name, known);
        }
        return known.orElse(null);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return values.containsKey(name);
    }

    @SuppressWarnings("unchecked") // a view that nobody writes to
    @Override
    public Set<String> keySet() {
        return (Set<String>) values.keySet();
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new java.util.AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return values.keySet().stream()
                        .map(name -> (Map.Entry<String, @Nullable Object>) new SimpleEntry<>(name, get(name)))
                        .iterator();
            }

            @Override
            public int size() {
                return values.size();
            }
        };
    }
}
