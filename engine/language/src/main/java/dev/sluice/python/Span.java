package dev.sluice.python;

import dev.sluice.spi.value.Undefined;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time between two moments; Python's timedelta.
 *
 * @param duration the length, negative if the second moment came first
 */
public record Span(Duration duration) implements ScriptObject, Comparable<Span> {
    private static final long DAY = 86_400;

    Span plus(Span other) {
        return new Span(duration.plus(other.duration));
    }

    Span negated() {
        return new Span(duration.negated());
    }

    @Override
    public int compareTo(Span other) {
        return duration.compareTo(other.duration);
    }

    @Override
    public String typeName() {
        return "timedelta";
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "days" -> Math.floorDiv(duration.getSeconds(), DAY);
            case "seconds" -> Math.floorMod(duration.getSeconds(), DAY);
            case "microseconds" -> duration.getNano() / 1000L;
            case "total_seconds" -> (Invocable) (positional, named) -> duration.getSeconds() + duration.getNano() / 1e9;
            default -> new Undefined(name, "a time span has no attribute '" + name + "'");
        };
    }

    @Override
    public String toString() {
        long days = Math.floorDiv(duration.getSeconds(), DAY);
        long seconds = Math.floorMod(duration.getSeconds(), DAY);
        String clock = String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        long micros = duration.getNano() / 1000L;
        String fraction = micros == 0 ? "" : String.format(".%06d", micros);
        return (days == 0 ? "" : days + (Math.abs(days) == 1 ? " day, " : " days, ")) + clock + fraction;
    }
}
