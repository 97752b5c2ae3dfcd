package dev.sluice.modules.system.files.state;

import dev.sluice.modules.system.files.AccessTime;
import dev.sluice.modules.system.files.AccessTimeSet;
import dev.sluice.modules.system.files.AttributeChange;
import dev.sluice.modules.system.files.AttributesChanged;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.LocalTime;
import dev.sluice.modules.system.files.OtherNames;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The times that a file is to have.
 *
 * @param modified when its content is said to have changed last
 * @param accessed when it is said to have been read last
 */
record Timestamps(Stamp modified, Stamp accessed) {
    private static final Map<Character, String> DIRECTIVES = Map.of(
            'Y', "uuuu", 'y', "uu", 'm', "MM", 'd', "dd", 'H', "HH", 'M', "mm", 'S', "ss", 'j', "DDD", 'b', "MMM", 'B',
            "MMMM");
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /**
     * One of the times.
     *
     * @param kind what is wanted
     * @param time for {@code AT}: date and time in the target's time zone
     */
    record Stamp(Kind kind, @Nullable LocalDateTime time) {
        enum Kind {
            PRESERVE,
            NOW,
            AT
        }
    }

    /**
     * @param usual what counts where the task says nothing: {@code preserve} or {@code now}
     */
    static Timestamps of(FileModule.Parameters wanted, String usual) {
        return new Timestamps(
                stamp(wanted.modification_time(), wanted.modification_time_format(), usual),
                stamp(wanted.access_time(), wanted.access_time_format(), usual));
    }

    private static Stamp stamp(@Nullable String given, String format, String usual) {
        String text = given == null ? usual : given;
        return switch (text) {
            case "preserve" -> new Stamp(Stamp.Kind.PRESERVE, null);
            case "now" -> new Stamp(Stamp.Kind.NOW, null);
            default -> {
                try {
                    yield new Stamp(Stamp.Kind.AT, LocalDateTime.parse(text, formatter(format)));
                } catch (DateTimeParseException | IllegalArgumentException wrong) {
                    throw new TaskFailure("Error while obtaining timestamp for time " + text + " using format " + format
                            + ": write preserve, now, or a date and time in that format");
                }
            }
        };
    }

    /** What the format leaves out is the beginning of 1900, as in strptime(3) of Python. */
    private static DateTimeFormatter formatter(String format) {
        StringBuilder pattern = new StringBuilder();
        for (int at = 0; at < format.length(); at++) {
            char each = format.charAt(at);
            if (each == '%' && at + 1 < format.length()) {
                String directive = DIRECTIVES.get(format.charAt(++at));
                if (directive == null) {
                    throw new IllegalArgumentException("unknown directive");
                }
                pattern.append(directive);
            } else {
                pattern.append('\'')
                        .append(each == '\'' ? "''" : String.valueOf(each))
                        .append('\'');
            }
        }
        DateTimeFormatterBuilder formatter = new DateTimeFormatterBuilder()
                .appendPattern(pattern.toString())
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
                .parseDefaulting(ChronoField.YEAR, 1900);
        if (!pattern.toString().contains("DDD")) {
            formatter.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1).parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
        }
        return formatter.toFormatter(Locale.ENGLISH);
    }

    /** The changes that give a file that is there these times. */
    List<Change> changes(Facts facts, FileStatus status) {
        return changes(facts, status, false);
    }

    /**
     * The changes that give a file these times.
     *
     * @param fresh whether the same plan makes it, so that it has other times for sure
     */
    List<Change> changes(Facts facts, FileStatus status, boolean fresh) {
        List<Script> commands = new ArrayList<>();
        AttributeChange change = AttributeChange.NONE;
        List<Effect> effects = new ArrayList<>();
        boolean now = false;
        if (modified.kind() == Stamp.Kind.NOW) {
            commands.add(touch(Script.of("-m"), status));
            change = change.withModified(Answer.unknown("when this run touches " + status.path()));
            now = true;
        } else if (modified.time() != null) {
            long wanted = facts.get(new LocalTime(PLAIN.format(modified.time())));
            if (fresh || !status.attributes().modified().is((double) wanted)) {
                commands.add(touch(Script.of("-m -d @{}", wanted), status));
                change = change.withModified(Answer.of((double) wanted));
            }
        }
        if (accessed.kind() == Stamp.Kind.NOW) {
            commands.add(touch(Script.of("-a"), status));
            now = true;
        } else if (accessed.time() != null) {
            long wanted = facts.get(new LocalTime(PLAIN.format(accessed.time())));
            if (fresh || facts.get(new AccessTime(status.path())).seconds() != wanted) {
                commands.add(touch(Script.of("-a -d @{}", wanted), status));
                effects.add(new AccessTimeSet(status.path(), wanted));
            }
        }
        if (commands.isEmpty()) {
            return List.of();
        }
        effects.add(0, new AttributesChanged(Map.of(status.path(), change)));
        effects.addAll(0, OtherNames.changed(Map.of(status, change)));
        Change touching = Change.of(
                status.path(),
                "times",
                "",
                now ? "now" : "as asked for",
                List.of(Steps.Run.of(Script.join(" && ", commands)).exact()),
                effects);
        return List.of(now ? touching.withKind(Change.Kind.EVENT) : touching);
    }

    private static Script touch(Script options, FileStatus status) {
        Script link = status.isLink() ? Script.of("-h ") : Script.of("");
        return Script.of("touch -c {}{} {}", link, options, status.path());
    }
}
