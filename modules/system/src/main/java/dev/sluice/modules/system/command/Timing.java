package dev.sluice.modules.system.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * When a command ran, as Ansible writes it: {@code 2026-03-28 12:00:00.123456} (here always in UTC) and
 * {@code 0:00:01.500000}.
 */
record Timing(Instant start, Instant end) {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Something that has just ended. */
    static Timing of(Duration duration, Clock clock) {
        Instant end = clock.instant();
        return new Timing(end.minus(duration), end);
    }

    void addTo(Map<String, Object> values) {
        Duration delta = Duration.between(start, end);
        values.put("start", FORMAT.format(start));
        values.put("end", FORMAT.format(end));
        values.put(
                "delta",
                String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d.%06d",
                        delta.toHours(),
                        delta.toMinutesPart(),
                        delta.toSecondsPart(),
                        delta.toNanosPart() / 1000));
    }
}
