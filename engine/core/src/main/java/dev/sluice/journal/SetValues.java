package dev.sluice.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a task gives to the tasks after it; values of the language.
 *
 * @param registered what it registers, by name
 * @param variables host variables that it sets
 */
public record SetValues(Map<String, @Nullable Object> registered, Map<String, @Nullable Object> variables) {
    /** None. */
    public static final SetValues NONE = new SetValues(Map.of(), Map.of());

    public SetValues {
        registered = Collections.unmodifiableMap(new LinkedHashMap<>(registered));
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
