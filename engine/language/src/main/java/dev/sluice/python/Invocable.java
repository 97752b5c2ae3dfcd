package dev.sluice.python;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that can be called: a function, a macro, a method of a value. */
@FunctionalInterface
public interface Invocable {
    /** Calls it. The arguments may be null or hold special values. */
    @Nullable
    Object call(List<Object> positional, Map<String, Object> named);
}
