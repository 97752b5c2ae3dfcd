package dev.sluice.modules.storage.lvm;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of snapshots that say when they were taken, in UTC: LVM's own lv_time follows the host's clock and zone. */
final class SnapshotName {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern TIMED = Pattern.compile(".*?(?<![0-9])([0-9]{12})([0-9]{2})?");

    private SnapshotName() {}

    static String at(String origin, Instant time) {
        return origin + "-snap-" + SECONDS.format(time);
    }

    /** When the snapshot was taken; empty if its name does not end with a time. */
    static Optional<Instant> time(String name) {
        Matcher matcher = TIMED.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String seconds = matcher.group(2) == null ? "00" : matcher.group(2);
        try {
            return Optional.of(LocalDateTime.parse(matcher.group(1) + seconds, SECONDS.withZone(null))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
