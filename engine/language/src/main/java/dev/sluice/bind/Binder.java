package dev.sluice.bind;

import dev.sluice.spi.Suggestions;
import dev.sluice.spi.value.Omitted;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a record of parameters from rendered values. */
public final class Binder {
    private Binder() {}

    /**
     * Binds values to a record. A parameter that is null or {@link Omitted} counts as not given.
     *
     * @param values rendered values by name or alias
     * @param secrets is told every text that came from a {@link dev.sluice.spi.value.Secret} or belongs to a parameter
     *     that is declared secret, before anything can show it
     * @throws BindingException with everything that is wrong
     * @throws UnknownAnswerException if nothing is wrong, but a parameter that has no room for it is unknown; the reason
     *     names the parameter
     */
    public static <P extends Record> P bind(
            ParameterModel<P> model, Map<String, ? extends @Nullable Object> values, Consumer<String> secrets) {
        List<BindingException.Problem> problems = new ArrayList<>();
        Map<String, Object> given = named(model, values, problems);
        List<ParameterInfo> parameters = model.parameters();
        @Nullable Object[] components = new Object[parameters.size()];
        UnknownAnswerException undecided = null;
        for (int index = 0; index < components.length; index++) {
            ParameterInfo parameter = parameters.get(index);
            Object value = given.get(parameter.name());
            try {
                components[index] = value == null
                        ? absent(model, index)
                        : Conversion.of(parameter, secrets).convert(value);
            } catch (MismatchException unfit) {
                problems.add(problem(parameter.name(), unfit));
            } catch (UnknownAnswerException unknown) {
                undecided = unknown;
            }
        }
        if (!problems.isEmpty()) {
            throw new BindingException(problems);
        }
        if (undecided != null) {
            throw undecided;
        }
        try {
            return model.instance(components);
        } catch (MismatchException rejected) {
            throw new BindingException(List.of(problem("", rejected)));
        }
    }

    private static BindingException.Problem problem(String parameter, MismatchException unfit) {
        return new BindingException.Problem(parameter + unfit.path(), String.valueOf(unfit.getMessage()), unfit.hint());
    }

    private static @Nullable Object absent(ParameterModel<?> model, int index) {
        if (model.parameters().get(index).required()) {
            throw new MismatchException("", "it is required", "");
        }
        return model.defaultOf(index);
    }

    /** A mode of nothing, as {@code default(none)} gives it, is none, as in Ansible. */
    private static boolean isGiven(ParameterInfo parameter, @Nullable Object value) {
        boolean noMode = parameter.type() instanceof ParameterType.Mode && "".equals(value);
        return value != null && value != Omitted.OMITTED && !noMode;
    }

    /** Values by the parameters' own names. */
    private static Map<String, Object> named(
            ParameterModel<?> model,
            Map<String, ? extends @Nullable Object> values,
            List<BindingException.Problem> problems) {
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            ParameterInfo parameter = model.find(name).orElse(null);
            if (parameter == null) {
                problems.add(new BindingException.Problem(
                        name, "no such parameter", Suggestions.didYouMean(name, model.names())));
            } else if (isGiven(parameter, value) && given.put(parameter.name(), value) != null) {
                problems.add(new BindingException.Problem(
                        parameter.name(),
                        "it is given twice, the second time as '" + name + "'",
                        "remove one of them"));
            }
        });
        return given;
    }
}
