package dev.sluice.template;

import dev.sluice.python.NumberText;
import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.OwnMap;
import dev.sluice.python.PercentFormat;
import dev.sluice.python.Range;
import dev.sluice.python.Regex;
import dev.sluice.python.Text;
import dev.sluice.python.Tuple;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lookups that work on values alone; most stand behind a {@code with_...} loop. */
final class ValueLookups {
    static final Set<String> NAMES = Set.of(
            "vars",
            "varnames",
            "dict",
            "items",
            "list",
            "flattened",
            "indexed_items",
            "nested",
            "together",
            "subelements",
            "sequence",
            "random_choice");
    private static final Pattern SHORT_SEQUENCE =
            Pattern.compile("(?:(0?x?[0-9a-fA-F]+)-)?(0?x?[0-9a-fA-F]+)(?:/([0-9]+))?(?::(.+))?");

    private final Evaluation evaluation;

    ValueLookups(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Object> find(String name, List<Object> terms, Map<String, Object> options) {
        return switch (name) {
            case "vars" -> variables(terms, options);
            case "varnames" -> variableNames(terms);
            case "dict" -> entries(terms);
            case "items" -> flattened(terms, 1);
            case "list" -> new OwnList(terms);
            case "flattened" -> flattened(terms, Integer.MAX_VALUE);
            case "indexed_items" -> indexed(flattened(terms, 1));
            case "nested" ->
                evaluation.filter("product", first(terms), rest(terms), Map.of()) instanceof List<?> rows
                        ? lists(rows)
                        : new OwnList();
            case "together" ->
                evaluation.filter("zip_longest", first(terms), rest(terms), Map.of()) instanceof List<?> rows
                        ? lists(rows)
                        : new OwnList();
            case "subelements" -> subelements(terms);
            case "sequence" -> sequences(terms, options);
            case "random_choice" ->
                List.of(first(terms)
                        .get(evaluation.random().nextInt(first(terms).size())));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<Object> first(List<Object> terms) {
        if (terms.isEmpty()) {
            throw new OperationException("the lookup needs at least one list");
        }
        return Types.items(terms.get(0));
    }

    private static List<Object> rest(List<Object> terms) {
        return terms.subList(1, terms.size());
    }

    private static List<Object> lists(List<?> rows) {
        OwnList lists = new OwnList();
        rows.forEach(row -> lists.add(new OwnList(Types.items(row))));
        return lists;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private List<Object> variables(List<Object> terms, Map<String, Object> options) {
        OwnList values = new OwnList();
        for (Object term : terms) {
            Object value = evaluation.variable(Text.of(term));
            if (value instanceof Undefined undefined) {
                if (!options.containsKey("default")) {
                    throw Spread.undefined(new Undefined(
                            undefined.name(),
                            Suggestions.hint(Text.of(term), evaluation.scope().names())));
                }
                value = options.get("default");
            }
            values.add(value);
        }
        return values;
    }

    private List<Object> variableNames(List<Object> terms) {
        OwnList found = new OwnList();
        TreeSet<String> names = new TreeSet<>(evaluation.scope().names());
        for (Object term : terms) {
            Regex pattern = Regex.compile(Text.of(term), false, false);
            names.stream().filter(name -> pattern.matcher(name).find()).forEach(found::add);
        }
        return found;
    }

    private static List<Object> entries(List<Object> terms) {
        OwnList entries = new OwnList();
        for (Object term : terms) {
            if (!(term instanceof Map<?, ?> map)) {
                throw new OperationException(
                        "the lookup 'dict' needs a mapping, not a value of type '" + Types.name(term) + "'");
            }
            map.forEach((key, value) -> entries.add(entry(key, value)));
        }
        return entries;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static OwnMap entry(@Nullable Object key, @Nullable Object value) {
        OwnMap entry = new OwnMap();
        entry.put("key", key);
        entry.put("value", value);
        return entry;
    }

    private static List<Object> flattened(List<?> items, int levels) {
        OwnList flat = new OwnList();
        for (Object item : items) {
            if (item instanceof List<?> nested && levels > 0) {
                flat.addAll(flattened(nested, levels - 1));
            } else {
                flat.add(item);
            }
        }
        return flat;
    }

    private static List<Object> indexed(List<Object> items) {
        OwnList pairs = new OwnList();
        for (int i = 0; i < items.size(); i++) {
            pairs.add(Tuple.of((long) i, items.get(i)));
        }
        return pairs;
    }

    private List<Object> subelements(List<Object> terms) {
        Object pairs =
                evaluation.filter("subelements", terms.get(0), rest(terms).subList(0, 1), skip(terms));
        OwnList rows = new OwnList();
        String removed = Text.of(terms.get(1));
        for (Object pair : Types.items(pairs)) {
            List<Object> parts = Types.items(pair);
            OwnMap rest = parts.get(0) instanceof Map<?, ?> map ? new OwnMap(map) : new OwnMap();
            rest.remove(removed);
            rows.add(Tuple.of(rest, parts.get(1)));
        }
        return rows;
    }

    private static Map<String, Object> skip(List<Object> terms) {
        boolean skip =
                terms.size() > 2 && terms.get(2) instanceof Map<?, ?> flags && Types.truth(flags.get("skip_missing"));
        return Map.of("skip_missing", skip);
    }

    private static List<Object> sequences(List<Object> terms, Map<String, Object> options) {
        OwnList all = new OwnList();
        if (terms.isEmpty()) {
            all.addAll(sequence(options));
        }
        for (Object term : terms) {
            Map<String, Object> settings = new LinkedHashMap<>(options);
            settings.putAll(settings(Text.of(term).strip()));
            all.addAll(sequence(settings));
        }
        return all;
    }

    private static Map<String, Object> settings(String term) {
        Map<String, Object> settings = new LinkedHashMap<>();
        Matcher brief = SHORT_SEQUENCE.matcher(term);
        if (brief.matches()) {
            String[] names = {"start", "end", "stride", "format"};
            for (int i = 0; i < names.length; i++) {
                if (brief.group(i + 1) != null) {
                    settings.put(names[i], brief.group(i + 1));
                }
            }
            return settings;
        }
        for (String word : term.split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new OperationException(
                        "the lookup 'sequence' does not understand '" + word + "'", "write 'start=1 end=5 stride=2'");
            }
            settings.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return settings;
    }

    private static List<Object> sequence(Map<String, Object> settings) {
        long start = number(settings, "start", 1);
        long stride = number(settings, "stride", 0);
        boolean counted = settings.containsKey("count");
        if (!counted && !settings.containsKey("end")) {
            throw new OperationException("the lookup 'sequence' needs 'end' or 'count'");
        }
        stride = stride == 0 && !settings.containsKey("stride") ? 1 : stride;
        long end = counted ? start + number(settings, "count", 0) * stride - stride : number(settings, "end", 0);
        boolean empty = counted && number(settings, "count", 0) == 0 || stride == 0;
        String format = Text.of(settings.getOrDefault("format", "%d"));
        OwnList texts = new OwnList();
        if (!empty) {
            Range.of(start, stride > 0 ? end + 1 : end - 1, stride)
                    .forEach(number -> texts.add(PercentFormat.apply(format, number)));
        }
        return texts;
    }

    private static long number(Map<String, Object> settings, String name, long otherwise) {
        if (!settings.containsKey(name)) {
            return otherwise;
        }
        Object number = NumberText.integer(Text.of(settings.get(name)), 0);
        if (number instanceof Long whole) {
            return whole;
        }
        throw new OperationException("'" + name + "' of the lookup 'sequence' must be a whole number");
    }
}
