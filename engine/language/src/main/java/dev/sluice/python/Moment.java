package dev.sluice.python;

import dev.sluice.spi.value.Undefined;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A date and time, as {@code now()} and {@code to_datetime} give it.
 *
 * @param time the time; its zone counts only if {@code aware}
 * @param aware whether the zone is part of the value
 */
public record Moment(ZonedDateTime time, boolean aware) implements ScriptObject, Comparable<Moment> {

    /** A time without a zone. */
    public static Moment local(LocalDateTime time) {
        return new Moment(time.atZone(ZoneOffset.UTC), false);
    }

    Moment plus(Span span) {
        return new Moment(time.plus(span.duration()), aware);
    }

    Span minus(Moment other) {
        return new Span(Duration.between(other.time, time));
    }

    /** The time in a layout of {@code strftime}'s letters. */
    public String format(String layout) {
        return TimeFormat.format(layout, time);
    }

    @Override
    public int compareTo(Moment other) {
        return time.compareTo(other.time);
    }

    @Override
    public String typeName() {
        return "datetime";
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "year" -> (long) time.getYear();
            case "month" -> (long) time.getMonthValue();
            case "day" -> (long) time.getDayOfMonth();
            case "hour" -> (long) time.getHour();
            case "minute" -> (long) time.getMinute();
            case "second" -> (long) time.getSecond();
            case "microsecond" -> time.getNano() / 1000L;
            case "strftime" ->
                (Invocable)
                        (positional, named) -> format(new MethodArguments(name, positional, named).text(0, "format"));
            case "isoformat" -> (Invocable) (positional, named) -> iso();
            case "timestamp" -> (Invocable) (positional, named) -> time.toEpochSecond() + time.getNano() / 1e9;
            case "weekday" ->
                (Invocable) (positional, named) -> time.getDayOfWeek().getValue() - 1L;
            case "isoweekday" ->
                (Invocable) (positional, named) -> (long) time.getDayOfWeek().getValue();
            case "date" -> (Invocable) (positional, named) -> time.toLocalDate().toString();
            case "time" -> (Invocable) (positional, named) -> text('T').substring(11);
            default -> new Undefined(name, "a date and time has no attribute '" + name + "'");
        };
    }

    /** The time as ISO 8601 writes it. */
    String iso() {
        return text('T');
    }

    private String text(char separator) {
        String fraction = time.getNano() / 1000 == 0 ? "" : ".SSSSSS";
        String zone = aware ? "xxx" : "";
        return time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'" + separator + "'HH:mm:ss" + fraction + zone));
    }

    @Override
    public String toString() {
        return text(' ');
    }
}
