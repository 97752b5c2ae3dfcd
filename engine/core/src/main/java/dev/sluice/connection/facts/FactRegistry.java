package dev.sluice.connection.facts;

import dev.sluice.spi.Fact;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The questions that fact files can hold, by their simple names. */
public final class FactRegistry {
    private final Map<String, Class<? extends Fact<?>>> byName = new TreeMap<>();

    /**
     * @param facts of all families; records
     * @throws IllegalArgumentException if two have the same name, or one is no record
     */
    public FactRegistry(Collection<Class<? extends Fact<?>>> facts) {
        for (Class<? extends Fact<?>> fact : facts) {
            if (!fact.isRecord()) {
                throw new IllegalArgumentException(fact.getName() + " is not a record");
            }
            Class<?> other = byName.put(fact.getSimpleName(), fact);
            if (other != null && other != fact) {
                throw new IllegalArgumentException(
                        fact.getName() + " and " + other.getName() + " have the same name in fact files");
            }
        }
    }

    /** The name of a question in files. */
    String name(Fact<?> fact) {
        return fact.getClass().getSimpleName();
    }

    /** The class of that name; null if there is none. */
    @Nullable
    Class<? extends Fact<?>> find(String name) {
        return byName.get(name);
    }

    boolean contains(Fact<?> fact) {
        return byName.get(name(fact)) == fact.getClass();
    }
}
