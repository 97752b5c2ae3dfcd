package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.template.syntax.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of a section of an INI file. Their values may refer to each other by {@code %(name)s}; a percent sign is
 * written twice.
 *
 * @param written the values as they are written, by name; null for an option without a value
 * @param sensitive whether the case of names counts; if not, they are in lower case
 */
record IniSection(Map<String, @Nullable String> written, boolean sensitive) {
    private static final Pattern PERCENT = Pattern.compile("%(?:(%)|\\(([^)]+)\\)s)?");

    /** As Python's {@code configparser} has it. */
    private static final int DEEPEST = 10;

    /** A name as options are found by. */
    static String name(String written, boolean sensitive) {
        return sensitive ? written : written.toLowerCase(Locale.ROOT);
    }

    boolean has(String option) {
        return written.containsKey(name(option, sensitive));
    }

    /** The names of all options, in order. */
    List<String> names() {
        return List.copyOf(written.keySet());
    }

    /** The value of an option; null if it has none. */
    @Nullable
    String value(String option) {
        String value = written.get(name(option, sensitive));
        return value == null ? null : interpolated(option, value, 1);
    }

    private String interpolated(String option, String value, int depth) {
        if (depth > DEEPEST) {
            throw new OperationException("the value of '" + option + "' refers to itself, or too deeply to others");
        }
        StringBuilder text = new StringBuilder();
        Matcher percent = PERCENT.matcher(value);
        int from = 0;
        for (; percent.find(); from = percent.end()) {
            text.append(value, from, percent.start());
            text.append(percent.group(1) != null ? "%" : referred(option, percent.group(2), depth));
        }
        return text.append(value, from, value.length()).toString();
    }

    private String referred(String option, @Nullable String reference, int depth) {
        if (reference == null) {
            throw new OperationException(
                    "the value of '" + option + "' has a lone percent sign",
                    "write %% for a percent sign, or %(name)s for the value of another option");
        }
        String value = written.get(name(reference, sensitive));
        if (value == null) {
            throw new OperationException(
                    "the value of '" + option + "' refers to '" + reference + "', which has no value",
                    Suggestions.hint(reference, written.keySet()));
        }
        return interpolated(reference, value, depth + 1);
    }
}
