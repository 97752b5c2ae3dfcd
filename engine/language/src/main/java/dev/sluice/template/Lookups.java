package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.Parts;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.controller.Lookup;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions {@code lookup} and {@code query}: finds the plugin, and shapes its answers. */
final class Lookups {
    private final Evaluation evaluation;

    Lookups(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * Looks terms up.
     *
     * @param arguments the name of the lookup and the terms
     * @param asList whether all answers are wanted as a list, as {@code query} gives them
     */
    @Nullable
    Object find(List<Object> arguments, Map<String, Object> named, boolean asList) {
        Parts parts = Parts.of(arguments).and(Parts.of(named));
        if (arguments.isEmpty()) {
            throw new OperationException("a lookup needs the name of a plugin", "lookup('file', 'name')");
        } else if (parts.unknown() != null) {
            return parts.unknown();
        } else if (parts.undefined() != null) {
            throw Spread.undefined(parts.undefined());
        }
        Map<String, Object> options = new LinkedHashMap<>(revealed(named));
        boolean list = asList | Types.truth(options.remove("wantlist"));
        String errors = Text.of(options.getOrDefault("errors", "strict"));
        options.remove("errors");
        List<Object> terms = revealed(arguments);
        evaluation.environment().files().looks().note();
        Object answers;
        try {
            answers = shaped(run(Text.of(terms.get(0)), terms.subList(1, terms.size()), options), list);
        } catch (OperationException failed) {
            if (errors.equals("strict")) {
                throw failed;
            }
            answers = list ? new OwnList() : null;
        }
        return parts.secret() ? Spread.hidden(answers) : answers;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what is revealed keeps its shape
    private static <T> T revealed(T arguments) {
        return (T) Parts.revealed(arguments);
    }

    private List<Object> run(String name, List<Object> terms, Map<String, Object> options) {
        String shortName = name.substring(name.lastIndexOf('.') + 1);
        Map<String, Lookup> given = evaluation.environment().lookups();
        Lookup plugin = given.containsKey(name) ? given.get(name) : given.get(shortName);
        if (plugin != null) {
            return plugin.find(terms, options);
        } else if (FileLookups.NAMES.contains(shortName)) {
            return new FileLookups(evaluation).find(shortName, terms, options);
        } else if (ValueLookups.NAMES.contains(shortName)) {
            return new ValueLookups(evaluation).find(shortName, terms, options);
        }
        throw new OperationException(
                "unknown lookup '" + name + "'",
                Suggestions.hint(name, evaluation.templates().lookupNames()));
    }

    /** Texts are joined by commas; of other answers the only one stands for itself. */
    private static @Nullable Object shaped(List<Object> answers, boolean asList) {
        if (asList) {
            return answers;
        }
        for (Object answer : answers) {
            if (answer instanceof Unknown) {
                return answer;
            }
        }
        List<Object> plain = new ArrayList<>(answers);
        plain.replaceAll(answer -> answer instanceof Secret secret ? secret.value() : answer);
        if (plain.stream().allMatch(String.class::isInstance)) {
            String joined = plain.stream().map(String.class::cast).collect(Collectors.joining(","));
            return Parts.of(answers).secret() ? Secret.of(joined) : joined;
        }
        return answers.size() == 1 ? answers.get(0) : answers;
    }
}
