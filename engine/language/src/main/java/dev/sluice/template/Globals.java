package dev.sluice.template;

import dev.sluice.python.Invocable;
import dev.sluice.python.Moment;
import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.OwnMap;
import dev.sluice.python.Range;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that every expression has. A variable of the same name hides one. */
final class Globals {
    private Globals() {}

    /** The function of that name; null if there is none. */
    static @Nullable Invocable get(String name, Evaluation evaluation) {
        return switch (name) {
            case "range" -> (positional, named) -> range(positional);
            case "dict" -> Globals::dict;
            case "now" -> (positional, named) -> now(evaluation, positional, named);
            case "lookup" -> (positional, named) -> new Lookups(evaluation).find(positional, named, false);
            case "query", "q" -> (positional, named) -> new Lookups(evaluation).find(positional, named, true);
            case "undef" -> Globals::undefined;
            case "namespace" -> (positional, named) -> namespace(positional, named);
            case "cycler" -> (positional, named) -> new Cycler(positional);
            case "joiner" ->
                (positional, named) -> new Joiner(
                        positional.isEmpty() ? Text.of(named.getOrDefault("sep", ", ")) : Text.of(positional.get(0)));
            default -> null;
        };
    }

    private static Object range(List<Object> arguments) {
        long[] bounds = new long[3];
        if (arguments.isEmpty() || arguments.size() > 3) {
            throw new OperationException("range() takes from 1 to 3 arguments");
        }
        for (int i = 0; i < arguments.size(); i++) {
            Object bound = Evaluator.clear(arguments.get(i));
            if (bound instanceof Unknown) {
                return bound;
            } else if (bound == null || !Types.isInteger(bound) && !(bound instanceof Boolean)) {
                throw new OperationException(
                        "range() needs whole numbers, not a value of type '" + Types.name(bound) + "'",
                        "convert it with '| int'");
            }
            bounds[i] = Numbers.integer(bound).longValue();
        }
        return switch (arguments.size()) {
            case 1 -> Range.of(0, bounds[0], 1);
            case 2 -> Range.of(bounds[0], bounds[1], 1);
            default -> Range.of(bounds[0], bounds[1], bounds[2]);
        };
    }

    private static Object dict(List<Object> positional, Map<String, Object> named) {
        OwnMap map = new OwnMap();
        for (Object entries : positional) {
            if (entries instanceof Map<?, ?> given) {
                map.putAll(given);
            } else {
                for (Object pair : Types.items(entries)) {
                    List<Object> parts = Types.items(pair);
                    if (parts.size() != 2) {
                        throw new OperationException("dict() needs pairs of a key and a value");
                    }
                    map.put(parts.get(0), parts.get(1));
                }
            }
        }
        map.putAll(named);
        return map;
    }

    private static Object now(Evaluation evaluation, List<Object> positional, Map<String, Object> named) {
        Object utc = positional.isEmpty() ? named.get("utc") : positional.get(0);
        Object layout = positional.size() > 1 ? positional.get(1) : named.get("fmt");
        evaluation.environment().files().looks().note();
        ZonedDateTime time = ZonedDateTime.now(evaluation.environment().clock());
        Moment moment =
                Moment.local((Types.truth(utc) ? time.withZoneSameInstant(ZoneOffset.UTC) : time).toLocalDateTime());
        return Types.truth(layout) ? moment.format(Text.of(layout)) : moment;
    }

    private static Object namespace(List<Object> positional, Map<String, Object> named) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Object mapping : positional) {
            if (mapping instanceof Map<?, ?> map) {
                map.forEach((name, value) -> attributes.put(Text.of(name), value));
            }
        }
        attributes.putAll(named);
        return new NamespaceValue(attributes);
    }

    private static Object undefined(List<Object> positional, Map<String, Object> named) {
        Object hint = positional.isEmpty() ? named.get("hint") : positional.get(0);
        return new Undefined("undef()", hint == null ? "" : Text.of(hint));
    }
}
