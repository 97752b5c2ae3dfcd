package dev.sluice.task;

import dev.sluice.spi.value.Unknown;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is not known in a value. */
final class Unknowns {
    private Unknowns() {}

    /** Whether a value is unknown, or a part of it. */
    static boolean isIn(@Nullable Object value) {
        return of(value).findFirst().isPresent();
    }

    /** A value that is unknown, or those among its parts. */
    static Stream<Unknown> of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(Unknowns::of);
        }
        if (value instanceof Collection<?> list) {
            return list.stream().flatMap(Unknowns::of);
        }
        return value instanceof Unknown unknown ? Stream.of(unknown) : Stream.empty();
    }
}
