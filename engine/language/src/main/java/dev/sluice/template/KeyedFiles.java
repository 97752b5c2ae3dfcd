package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.Regex;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import dev.sluice.template.syntax.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lookups {@code ini} and {@code csvfile}: values of files by their keys. Options stand beside the terms or, as in old
 * playbooks, within a term: {@code 'user section=web file=users.ini'}.
 */
final class KeyedFiles {
    private static final Pattern PAIR = Pattern.compile("(\\w+)=(.*)");

    /** The section that Java properties are in. */
    private static final String PROPERTIES = "java_properties";

    private final UnaryOperator<String> contents;

    /** @param contents the text of the file with a name */
    KeyedFiles(UnaryOperator<String> contents) {
        this.contents = contents;
    }

    List<Object> find(String lookup, List<Object> terms, Map<String, Object> options) {
        OwnList answers = new OwnList();
        for (Object term : terms) {
            Map<String, Object> own = new LinkedHashMap<>(options);
            String key = key(Text.of(term), own);
            answers.addAll(lookup.equals("ini") ? ini(key, own) : csv(key, own));
        }
        return answers;
    }

    /** The key in a term; the options within it are added to the others. */
    private static String key(String term, Map<String, Object> options) {
        List<String> words = new ArrayList<>();
        for (String word : term.split("\\s+")) {
            var pair = PAIR.matcher(word);
            if (!words.isEmpty() && pair.matches()) {
                options.put(pair.group(1), pair.group(2));
            } else {
                words.add(word);
            }
        }
        return String.join(" ", words);
    }

    private static String option(Map<String, Object> options, String name, String usual) {
        return Text.of(options.getOrDefault(name, usual));
    }

    /** What is found instead of a value: the default, unless that is none. */
    private static List<Object> otherwise(Map<String, Object> options, List<Object> usual) {
        Object value = options.get("default");
        return value == null ? usual : value instanceof List<?> list ? new OwnList(list) : List.of(value);
    }

    private static List<Object> orNone(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private List<Object> ini(String key, Map<String, Object> options) {
        String file = option(options, "file", "ansible.ini");
        IniSection section = section(file, contents.apply(file), options);
        if (Types.truth(options.get("re"))) {
            Regex pattern = Regex.compile(key, false, false);
            return section.names().stream()
                    .filter(name -> pattern.matcher(name).lookingAt())
                    .flatMap(name -> orNone(section.value(name)).stream())
                    .toList();
        }
        return section.has(key) ? orNone(section.value(key)) : otherwise(options, List.of(""));
    }

    private static IniSection section(String file, String text, Map<String, Object> options) {
        boolean properties = option(options, "type", "ini").equals("properties");
        String name = properties ? PROPERTIES : option(options, "section", "global");
        boolean valueless = Types.truth(options.get("allow_no_value")) || Types.truth(options.get("allow_none"));
        IniText read = new IniText(Types.truth(options.get("case_sensitive")), valueless);
        try {
            (properties ? read.within(PROPERTIES) : read).read(text);
        } catch (OperationException wrong) {
            throw new OperationException("'" + file + "', " + wrong.getMessage(), wrong.hint());
        }
        IniSection section = read.section(name);
        if (section == null) {
            throw new OperationException(
                    "'" + file + "' has no section '" + name + "'", Suggestions.hint(name, read.names()));
        }
        return section;
    }

    private List<Object> csv(String key, Map<String, Object> options) {
        String delimiter = option(options, "delimiter", "TAB");
        String column = option(options, "col", "1");
        if (!column.matches("[0-9]{1,6}")) {
            throw new OperationException(
                    "'col' is the number of a column, not '" + column + "'", "the key is in column 0");
        }
        char separator = delimiter.equals("TAB") || delimiter.isEmpty() ? '\t' : delimiter.charAt(0);
        for (List<String> row : CsvText.rows(contents.apply(option(options, "file", "ansible.csv")), separator)) {
            if (row.get(0).equals(key)) {
                int number = Integer.parseInt(column);
                if (number >= row.size()) {
                    throw new OperationException("the row of '" + key + "' has no column " + number);
                }
                return List.of(row.get(number));
            }
        }
        return otherwise(options, List.of());
    }
}
