package dev.sluice.journal.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.journal.Status;
import dev.sluice.journal.ValueJson;
import dev.sluice.spi.Risk;
import dev.sluice.spi.value.Unknown;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How things are said in every report. */
final class Words {
    private Words() {}

    static String status(Status status, boolean check) {
        return switch (status) {
            case OK -> "ok";
            case CHANGED -> check ? "would change" : "changed";
            case SKIPPED -> "skipped";
            case FAILED -> check ? "would fail" : "failed";
            case IGNORED -> "failed, ignored";
            case RESCUED -> "failed, rescued";
            case UNREACHABLE -> "unreachable";
            case UNDECIDED -> "undecided";
            case CANCELLED -> "not run";
        };
    }

    /** The name of a risk, empty for a safe change. */
    static String risk(Risk risk) {
        return risk == Risk.SAFE ? "" : risk.name().toLowerCase(Locale.ROOT);
    }

    static String count(long number, String singular) {
        return count(number, singular, singular + "s");
    }

    static String count(long number, String singular, String plural) {
        return number + " " + (number == 1 ? singular : plural);
    }

    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    /**
     * The names of some targets.
     *
     * @param all how many there are in all
     * @param width in how many characters the list should fit
     */
    static String targets(List<String> some, int all, int width) {
        if (some.size() == all && all > 3) {
            return "all " + all + " targets";
        }
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < some.size(); index++) {
            String name = some.get(index);
            if (index > 0 && text.length() + name.length() + 2 > width) {
                return text + " and " + (some.size() - index) + " more";
            }
            text.append(index == 0 ? "" : ", ").append(name);
        }
        return text.toString();
    }

    /**
     * A text from anywhere, fit to be printed: what a program on a host prints must not move the cursor or change the
     * terminal. Line feeds and tabs stay.
     */
    static String printable(String text) {
        StringBuilder result = null;
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            boolean control = (Character.isISOControl(each) && each != '\n' && each != '\t') || isBidi(each);
            if (control && result == null) {
                result = new StringBuilder(text.substring(0, index));
            }
            if (result != null) {
                result.append(control ? String.format(Locale.ROOT, "\\u%04x", (int) each) : String.valueOf(each));
            }
        }
        return result == null ? text : result.toString();
    }

    /** Marks that reorder text could show something other than what is meant. */
    private static boolean isBidi(char each) {
        return (each >= '\u202a' && each <= '\u202e') || (each >= '\u2066' && each <= '\u2069');
    }

    /** As {@link #printable}, in one line. */
    static String line(String text) {
        return printable(text.strip().replace("\r", "").replace("\n", " ").replace("\t", " "));
    }

    /** A text of at most so many characters. */
    static String shorten(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(0, most - 3)) + "...";
    }

    /** The last lines of a text. */
    static List<String> tail(String text, int most) {
        List<String> lines =
                printable(text.stripTrailing().replace("\r\n", "\n")).lines().toList();
        return lines.size() <= most ? lines : lines.subList(lines.size() - most, lines.size());
    }

    /** A value of the language as JSON in one line; what is unknown says what it depends on. */
    static String value(@Nullable Object value) {
        if (value instanceof Unknown unknown) {
            return unknown(unknown);
        }
        return json(withWords(value));
    }

    private static String unknown(Unknown unknown) {
        return line("unknown, depends on " + unknown.reason());
    }

    private static @Nullable Object withWords(@Nullable Object value) {
        if (value instanceof Unknown unknown) {
            return unknown(unknown);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> told = new LinkedHashMap<>();
            map.forEach((key, each) -> told.put(key, withWords(each)));
            return told;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> told = new ArrayList<>();
            list.forEach(each -> told.add(withWords(each)));
            return told;
        }
        return value;
    }

    private static String json(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            ValueJson.write(value, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return printable(text.toString());
    }
}
