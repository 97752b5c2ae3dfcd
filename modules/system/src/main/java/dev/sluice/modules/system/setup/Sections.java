package dev.sluice.modules.system.setup;

import dev.sluice.spi.UnparsableOutputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The output of the gathering script: texts by the name of their section.
 *
 * @param texts without the empty lines at their ends
 */
record Sections(Map<String, String> texts) {
    /** Splits at lines that start with U+0001. */
    static Sections parse(String question, String output) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String part : output.split("(?:^|(?<=\n))\u0001")) {
            int end = part.indexOf('\n');
            if (end > 0) {
                texts.put(part.substring(0, end), part.substring(end + 1).stripTrailing());
            }
        }
        if (!texts.containsKey("end") || !texts.containsKey("uname")) {
            throw new UnparsableOutputException(question, "the gathering script did not finish");
        }
        return new Sections(texts);
    }

    boolean has(String name) {
        return texts.containsKey(name);
    }

    /** A section's text; empty if there is none. */
    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    List<String> lines(String name) {
        return text(name).lines().toList();
    }

    /** Lines split at tabs. */
    List<List<String>> table(String name) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines(name)) {
            rows.add(List.of(line.split("\t", -1)));
        }
        return rows;
    }

    /** The value after {@code key} and a separator, of the first line that has it. */
    Optional<String> value(String name, String key, String separator) {
        return lines(name).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.split(separator, 2))
                .filter(pair -> pair.length == 2 && pair[0].strip().equals(key))
                .map(pair -> pair[1].strip())
                .findFirst();
    }

    /** A value of os-release(5), without quotes. */
    String release(String key) {
        return value("os-release", key, "=")
                .map(text -> text.replaceAll("^[\"']|[\"']$", ""))
                .orElse("");
    }
}
