package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of a filter or test and what it takes besides the value in front of it.
 *
 * @param parameters the names, in order
 * @param required how many of them must be given
 * @param rest the name of the parameter that takes all further positional arguments; null if there is none
 * @param namedRest whether it takes arguments of any name
 */
// More than five: one for each part of a signature in Python.
record Signature(
        String name,
        List<String> parameters,
        int required,
        @Nullable String rest,
        boolean namedRest,
        Handling handling) {

    /** A signature written as {@code name(required, optional?, *rest, **named)}. */
    static Signature of(String text, Handling handling) {
        int open = text.indexOf('(');
        if (open < 0) {
            return new Signature(text, List.of(), 0, null, false, handling);
        }
        List<String> parameters = new ArrayList<>();
        int required = 0;
        String rest = null;
        boolean namedRest = false;
        for (String parameter : text.substring(open + 1, text.length() - 1).split(", ", -1)) {
            if (parameter.startsWith("**")) {
                namedRest = true;
            } else if (parameter.startsWith("*")) {
                rest = parameter.substring(1);
            } else if (parameter.endsWith("?")) {
                parameters.add(parameter.substring(0, parameter.length() - 1));
            } else {
                parameters.add(parameter);
                required++;
            }
        }
        return new Signature(text.substring(0, open), List.copyOf(parameters), required, rest, namedRest, handling);
    }

    static List<Signature> all(Handling handling, String... texts) {
        List<Signature> signatures = new ArrayList<>();
        for (String text : texts) {
            signatures.add(of(text, handling));
        }
        return signatures;
    }

    /** Fails if so many positional arguments and these names cannot be passed. */
    void check(int positional, Set<String> named, boolean open) {
        if (positional > parameters.size() && rest == null) {
            throw new OperationException(
                    "'" + name + "' takes " + count(parameters.size()) + ", but " + positional + " were given",
                    usage());
        }
        for (String each : named) {
            int index = parameters.indexOf(each);
            if (index < 0 && !namedRest) {
                throw new OperationException("'" + name + "' has no argument '" + each + "'", usage());
            } else if (index >= 0 && index < positional) {
                throw new OperationException("'" + name + "' is given '" + each + "' twice", usage());
            }
        }
        for (int i = positional; i < required && !open; i++) {
            if (!named.contains(parameters.get(i))) {
                throw new OperationException("'" + name + "' needs '" + parameters.get(i) + "'", usage());
            }
        }
    }

    private static String count(int number) {
        return number == 0 ? "no arguments" : number == 1 ? "one argument" : number + " arguments";
    }

    private String usage() {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            shown.add(parameters.get(i) + (i < required ? "" : "=..."));
        }
        if (rest != null) {
            shown.add("*" + rest);
        }
        return "it is used as " + name + "(" + String.join(", ", shown) + ")";
    }

    /** The arguments by parameter name, without those that take the rest. */
    @SuppressWarnings("NullAway") // null is a value of the language
    Map<String, Object> bind(List<Object> positional, Map<String, Object> named) {
        Map<String, Object> bound = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(positional.size(), parameters.size()); i++) {
            bound.put(parameters.get(i), positional.get(i));
        }
        parameters.stream().filter(named::containsKey).forEach(each -> bound.put(each, named.get(each)));
        return bound;
    }
}
