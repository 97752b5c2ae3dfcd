package dev.sluice.task;

import dev.sluice.spi.value.Unknown;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out whether a value is known in all its parts. */
final class Unknowns {
    private Unknowns() {}

    /** Whether a value is unknown, or a part of it. */
    static boolean isIn(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Unknowns::isIn);
        }
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(Unknowns::isIn);
        }
        return value instanceof Unknown;
    }
}
