package dev.sluice.modules.system.files;

import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code stat -c '%f %u %g %s %h %i %d|%y|%z|%U/%G'}, which coreutils and busybox print alike:
 *
 * <pre>81a4 0 0 286 1 131 2049|2026-11-20 10:44:00.123456789 +0000|2026-11-20 10:44:00.123456789 +0000|root/root</pre>
 */
record StatLine(FileKind kind, Attributes attributes) {
    /** The format for {@code stat -c}. */
    static final String FORMAT = "%f %u %g %s %h %i %d|%y|%z|%U/%G";

    private static final Pattern LINE = Pattern.compile(
            "([0-9a-f]+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)\\|([^|]+)\\|([^|]+)\\|(.*)/(.*)", Pattern.DOTALL);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSSSSS] xx", Locale.ROOT);

    static StatLine parse(String question, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new UnparsableOutputException(question, "unexpected output of stat: " + line);
        }
        int mode = Integer.parseInt(matcher.group(1), 16);
        String unread = "whether the user may access it";
        return new StatLine(
                FileKind.of(mode),
                new Attributes(
                        Answer.of(mode & 07777),
                        number(matcher.group(2)),
                        number(matcher.group(3)),
                        name(matcher.group(10)),
                        name(matcher.group(11)),
                        number(matcher.group(4)),
                        number(matcher.group(5)),
                        number(matcher.group(6)),
                        number(matcher.group(7)),
                        Answer.of(seconds(question, matcher.group(8))),
                        Answer.of(seconds(question, matcher.group(9))),
                        Answer.unknown(unread),
                        Answer.unknown(unread),
                        Answer.unknown(unread)));
    }

    private static Answer<Long> number(String digits) {
        return Answer.of(Long.parseLong(digits));
    }

    private static Answer<String> name(String name) {
        return Answer.of(name.equals("UNKNOWN") ? "" : name);
    }

    /** Seconds since 1970 of a time such as {@code 2026-11-20 10:44:00.123456789 +0000}. */
    static double seconds(String question, String time) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(time, TIME);
            return BigDecimal.valueOf(moment.toEpochSecond())
                    .add(BigDecimal.valueOf(moment.getNano(), 9))
                    .doubleValue();
        } catch (java.time.format.DateTimeParseException unexpected) {
            throw new UnparsableOutputException(question, "unexpected time from stat: " + time);
        }
    }
}
