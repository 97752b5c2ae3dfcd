package dev.sluice.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a task gives to the tasks after it, as they are reported: values of the language, shortened where they are
 * too long to be read.
 *
 * @param registered what it registers, by name
 * @param variables host variables that it sets
 * @param shown whether what it registers is what it is for, so that people are shown it
 */
public record SetValues(
        Map<String, @Nullable Object> registered, Map<String, @Nullable Object> variables, boolean shown) {
    /** None. */
    public static final SetValues NONE = new SetValues(Map.of(), Map.of(), false);

    public SetValues {
        registered = Collections.unmodifiableMap(Shortened.of(registered));
        variables = Collections.unmodifiableMap(Shortened.of(variables));
    }

    public SetValues withRegistered(Map<String, ? extends @Nullable Object> newRegistered) {
        return new SetValues(new LinkedHashMap<>(newRegistered), variables, shown);
    }

    public SetValues withVariables(Map<String, ? extends @Nullable Object> newVariables) {
        return new SetValues(registered, new LinkedHashMap<>(newVariables), shown);
    }

    public SetValues withShown(boolean newShown) {
        return new SetValues(registered, variables, newShown);
    }
}
