package dev.sluice.template;

import dev.sluice.python.OperationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads INI files and Java properties as Python's {@code configparser} does: a line that is indented deeper than its
 * option continues the value, the options of the section DEFAULT are in every section, and nothing may be there twice.
 */
final class IniText {
    private static final String USUAL = "DEFAULT";

    private final boolean sensitive;
    private final boolean valueless;
    private final Map<String, Map<String, @Nullable List<String>>> sections = new LinkedHashMap<>();
    private @Nullable Map<String, @Nullable List<String>> section;
    private @Nullable List<String> value;
    private int indent;

    /**
     * A text that is still to be read.
     *
     * @param sensitive whether the case of options counts; if not, they are in lower case
     * @param valueless whether an option may have no value
     */
    IniText(boolean sensitive, boolean valueless) {
        this.sensitive = sensitive;
        this.valueless = valueless;
        sections.put(USUAL, new LinkedHashMap<>());
    }

    /** Begins with a section that the text does not begin itself. */
    IniText within(String name) {
        section = sections.computeIfAbsent(name, key -> new LinkedHashMap<>());
        return this;
    }

    /**
     * Reads all of a text.
     *
     * @throws OperationException with the line if it is no such text
     */
    IniText read(String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            try {
                read(line, line.strip());
            } catch (OperationException wrong) {
                throw new OperationException("line " + number + ": " + wrong.getMessage(), wrong.hint());
            }
        }
        return this;
    }

    Set<String> names() {
        return sections.keySet();
    }

    /** A section with the options of the section DEFAULT; null if there is none of that name. */
    @Nullable
    IniSection section(String name) {
        Map<String, @Nullable List<String>> own = sections.get(name);
        if (own == null) {
            return null;
        }
        Map<String, @Nullable String> written = new LinkedHashMap<>();
        for (var options : List.of(sections.getOrDefault(USUAL, Map.of()), own)) {
            options.forEach((option, lines) -> written.put(
                    option, lines == null ? null : String.join("\n", lines).stripTrailing()));
        }
        return new IniSection(written, sensitive);
    }

    private void read(String line, String plain) {
        int depth = line.indexOf(plain);
        int end = plain.lastIndexOf(']');
        if (plain.startsWith("#") || plain.startsWith(";")) {
            return;
        }
        if (value != null && (plain.isEmpty() || depth > indent)) {
            value.add(plain);
        } else if (!plain.isEmpty()) {
            indent = depth;
            if (plain.startsWith("[") && end > 1) {
                begin(plain.substring(1, end));
            } else {
                add(plain);
            }
        }
    }

    private void begin(String name) {
        if (sections.containsKey(name) && !name.equals(USUAL)) {
            throw new OperationException("there is a section '" + name + "' already", "put its options together");
        }
        within(name);
        value = null;
    }

    private void add(String line) {
        if (section == null) {
            throw new OperationException("an option before the first section", "begin with a line like [section]");
        }
        int end = 0;
        while (end < line.length() && "=:".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        String option = IniSection.name(line.substring(0, end).strip(), sensitive);
        boolean valued = end < line.length();
        if (option.isEmpty() || !(valued || valueless)) {
            throw new OperationException(
                    "neither a section nor an option with a value",
                    "write `option = value`; allow_no_value=true allows options without a value");
        }
        if (section.containsKey(option)) {
            throw new OperationException("there is an option '" + option + "' in this section already", "");
        }
        value = valued ? new ArrayList<>(List.of(line.substring(end + 1).strip())) : null;
        section.put(option, value);
    }
}
