package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The removal of snapshots that are too old, by the time in their names. */
final class PrunePlan {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})\\s*([mhdw])");

    private PrunePlan() {}

    static Plan of(String group, LvmParameters.Prune prune, Facts facts) {
        Instant limit = facts.now().minus(age(prune.older_than()));
        if (prune.keep() < 0) {
            throw new TaskFailure("prune.keep: " + prune.keep() + " is less than 0");
        }
        Volumes volumes = Volumes.of(facts);
        volumes.group(group);
        List<LogicalVolume> matching = volumes.in(group).stream()
                .filter(each -> glob(prune.match()).matcher(each.name()).matches())
                .filter(each -> SnapshotName.time(each.name()).isPresent())
                .toList();
        List<LogicalVolume> removable = new ArrayList<>();
        byOrigin(matching)
                .forEach((origin, snapshots) -> snapshots.stream()
                        .sorted(Comparator.comparing(PrunePlan::time).reversed())
                        .skip(prune.keep())
                        .filter(each -> time(each).isBefore(limit))
                        .forEach(removable::add));
        removable.sort(LogicalVolumes.ORDER);
        List<Change> changes = removable.stream()
                .map(each -> RemovalPlan.removal(each, volumes))
                .toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("vg", group);
        values.put(
                "removed",
                new ArrayList<Object>(
                        removable.stream().map(LogicalVolume::name).toList()));
        Plan plan = Plan.changes(changes, values);
        List<String> orphans = matching.stream()
                .filter(each -> each.origin().isEmpty())
                .map(LogicalVolume::fullName)
                .toList();
        return orphans.isEmpty()
                ? plan
                : plan.withWarning("left alone because they are not snapshots, or the volume that they were taken of is"
                        + " gone and they may be the last copy: " + String.join(", ", orphans));
    }

    private static Map<String, List<LogicalVolume>> byOrigin(List<LogicalVolume> snapshots) {
        return snapshots.stream()
                .filter(each -> !each.origin().isEmpty())
                .collect(Collectors.groupingBy(LogicalVolume::origin, TreeMap::new, Collectors.toList()));
    }

    private static Instant time(LogicalVolume snapshot) {
        return SnapshotName.time(snapshot.name()).orElseThrow();
    }

    private static Duration age(String text) {
        Matcher matcher = AGE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TaskFailure("prune.older_than: '" + text + "' is not an age", "write e.g. 3d, 12h, 90m or 2w");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    private static Pattern glob(String match) {
        StringBuilder pattern = new StringBuilder();
        for (char each : match.toCharArray()) {
            pattern.append(
                    switch (each) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(each));
                    });
        }
        return Pattern.compile(pattern.toString());
    }
}
