package dev.sluice.cli;

import dev.sluice.connection.facts.FactStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Says how old recorded facts are: a check against them is only as true as they are fresh. */
final class FactAge {
    private FactAge() {}

    static String describe(Path file, FactStore store, Instant now) {
        String age = store.oldest()
                .map(oldest -> "recorded " + words(Duration.between(oldest, now)) + " ago (" + oldest + ")")
                .orElse("empty");
        return "facts of " + file + ": " + store.size() + " facts of "
                + store.targets().size() + " targets, " + age + "; no host is reached";
    }

    private static String words(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + (age.toDays() == 1 ? " day" : " days");
        }
        if (age.toHours() > 0) {
            return age.toHours() + (age.toHours() == 1 ? " hour" : " hours");
        }
        return Math.max(0, age.toMinutes()) + " minutes";
    }
}
