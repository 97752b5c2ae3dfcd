package dev.sluice.template;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads INI files and Java properties as Python's {@code configparser} does. */
final class IniText {
    private IniText() {}

    /**
     * The values by section; those before the first section are in one without a name.
     *
     * @param sensitive whether the case of keys counts; if not, they are in lower case
     */
    static Map<String, Map<String, String>> read(String text, boolean sensitive) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = sections.computeIfAbsent("", name -> new LinkedHashMap<>());
        String last = null;
        for (String line : text.split("\n", -1)) {
            String plain = line.strip();
            if (plain.isEmpty() || plain.startsWith("#") || plain.startsWith(";")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) && last != null) {
                section.merge(last, plain, (old, more) -> old + "\n" + more);
            } else if (plain.startsWith("[") && plain.endsWith("]")) {
                String name = plain.substring(1, plain.length() - 1);
                section = sections.computeIfAbsent(name, key -> new LinkedHashMap<>());
                last = null;
            } else {
                last = add(plain, section, sensitive);
            }
        }
        Map<String, String> usual = sections.getOrDefault("DEFAULT", Map.of());
        sections.values().forEach(each -> usual.forEach(each::putIfAbsent));
        return sections;
    }

    private static @Nullable String add(String line, Map<String, String> section, boolean sensitive) {
        int end = 0;
        while (end < line.length() && "=:".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        String written = line.substring(0, end).strip();
        String key = sensitive ? written : written.toLowerCase(Locale.ROOT);
        section.put(key, end < line.length() ? line.substring(end + 1).strip() : "");
        return key;
    }
}
