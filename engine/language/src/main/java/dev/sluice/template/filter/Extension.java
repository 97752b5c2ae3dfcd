package dev.sluice.template.filter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters, or tests, that come from outside of the engine. They see no undefined, unknown or secret values. */
public interface Extension {
    /** The names of all of them. */
    Set<String> names();

    /** Whether they take arguments with names. */
    boolean takesNames();

    /**
     * Applies one of them.
     *
     * @return the filter's result, or a Boolean if these are tests
     */
    @Nullable
    Object apply(String name, @Nullable Object value, List<Object> positional, Map<String, Object> named);
}
