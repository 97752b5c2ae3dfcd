package dev.sluice.bind;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.source.Values;
import dev.sluice.spi.Evaluated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a task gives to a module, by the parameters' own names, as written: neither rendered nor converted.
 */
public final class Arguments {
    private final Span module;
    private final Map<String, Argument> given;

    /**
     * One parameter that is given.
     *
     * @param parameter which
     * @param name where its name is written; where the value is, for free text
     * @param value as written
     */
    public record Argument(ParameterInfo parameter, Span name, Node value) {}

    Arguments(Span module, Map<String, Argument> given) {
        this.module = module;
        this.given = new LinkedHashMap<>(given);
    }

    /**
     * Reads and checks a task's parameters: names, what is required, and every value that is no template.
     *
     * @param model the module's parameters
     * @param module the module's name as written
     * @param span where it is written
     * @param written a mapping, free text, or null; free text beside {@code args:} stands in a mapping under
     *     {@code _raw_params}
     * @param diagnostics gets everything that is wrong
     */
    public static Arguments read(
            ParameterModel<?> model, String module, Span span, @Nullable Node written, Diagnostics diagnostics) {
        return new ArgumentReader(model, module, span, diagnostics).read(written);
    }

    /** What is given, in the order of the text. */
    public List<Argument> given() {
        return List.copyOf(given.values());
    }

    /** What is given for a parameter. */
    public Optional<Argument> get(String parameter) {
        return Optional.ofNullable(given.get(parameter));
    }

    /**
     * The place for a message about a parameter.
     *
     * @param path a name, possibly with a path inside it, as in {@link BindingException.Problem}
     * @return the value's place; the module's if it is not given
     */
    public Span span(String path) {
        Argument argument = given.get(path.split("[.\\[]", 2)[0]);
        if (argument == null) {
            return module;
        }
        return inside(
                        argument.value(),
                        path.substring(argument.parameter().name().length()))
                .span();
    }

    static Node inside(Node node, String path) {
        Node found = node;
        for (String step : path.split("[.\\[]")) {
            String key = step.replace("]", "");
            if (found instanceof Node.Mapping mapping && mapping.get(key).isPresent()) {
                found = mapping.get(key).get();
            } else if (found instanceof Node.Sequence sequence
                    && key.matches("[0-9]{1,6}")
                    && Integer.parseInt(key) < sequence.items().size()) {
                found = sequence.items().get(Integer.parseInt(key));
            }
        }
        return found;
    }

    /**
     * Reports what the record of parameters itself says about its values taken together, if all of them are known as
     * written. Names, types and what is required have been checked before.
     *
     * @param model the module's parameters
     * @param diagnostics gets what is wrong
     */
    public void checkTogether(ParameterModel<?> model, Diagnostics diagnostics) {
        boolean known = given().stream()
                .allMatch(argument -> Literals.isKnown(argument.value())
                        && !argument.parameter().type().hasExpressions());
        if (!known) {
            return;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        given().forEach(argument -> values.put(
                argument.parameter().name(), Literals.of(argument.parameter().type(), argument.value())));
        try {
            Binder.bind(model, values, secret -> {});
        } catch (BindingException unfit) {
            unfit.problems()
                    .forEach(problem -> diagnostics.error(
                            problem.parameter().isEmpty() ? module : span(problem.parameter()),
                            problem.parameter().isEmpty()
                                    ? problem.message()
                                    : "parameter '" + problem.parameter() + "': " + problem.message(),
                            problem.hint()));
        }
    }

    /**
     * Renders every value for {@link Binder#bind}.
     *
     * @return by the parameters' own names; {@link dev.sluice.spi.value.Unknown} and the like may be among the values
     */
    public Map<String, @Nullable Object> render(Rendering rendering) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Argument argument : given()) {
            values.put(
                    argument.parameter().name(), rendered(argument.parameter().type(), argument.value(), rendering));
        }
        return values;
    }

    private static @Nullable Object rendered(ParameterType type, Node node, Rendering rendering) {
        if (node instanceof Node.Scalar scalar) {
            return renderedScalar(type, scalar, rendering);
        }
        if (node instanceof Node.Sequence sequence) {
            ParameterType item = type instanceof ParameterType.ListOf list ? list.item() : type;
            List<@Nullable Object> items = new ArrayList<>();
            sequence.items().forEach(each -> items.add(rendered(item, each, rendering)));
            return items;
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Node.Entry entry : ((Node.Mapping) node).entries()) {
            String key = Literals.isTemplate(entry.key())
                    ? rendering.key(entry.key().text(), entry.key().span())
                    : entry.key().text();
            entries.put(key, rendered(entryType(type, key), entry.value(), rendering));
        }
        return entries;
    }

    private static ParameterType entryType(ParameterType type, String key) {
        ParameterType expected = type instanceof ParameterType.ListOf list ? list.item() : type;
        if (expected instanceof ParameterType.MapOf map) {
            return map.value();
        }
        return expected instanceof ParameterType.Nested nested
                ? Literals.typeOf(nested, key)
                : new ParameterType.Anything();
    }

    private static @Nullable Object renderedScalar(ParameterType type, Node.Scalar scalar, Rendering rendering) {
        if (scalar.tag().equals("!vault")) {
            return rendering.decrypt(scalar);
        }
        ParameterType expected = type instanceof ParameterType.ListOf list ? list.item() : type;
        if (expected instanceof ParameterType.Expression && Values.scalar(scalar) != null) {
            return new Evaluated(scalar.text(), rendering.evaluate(scalar.text(), scalar.span()));
        }
        if (scalar.tag().equals("!unsafe")) {
            return Values.of(scalar, Node.Scalar::text);
        }
        return Literals.isTemplate(scalar) ? rendering.render(scalar.text(), scalar.span()) : Literals.of(type, scalar);
    }
}
