package dev.sluice.template;

import dev.sluice.python.Invocable;
import dev.sluice.python.Methods;
import dev.sluice.python.OperationException;
import dev.sluice.python.Parts;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Expression.Arguments;
import dev.sluice.template.syntax.Expression.Attribute;
import dev.sluice.template.syntax.Expression.Call;
import dev.sluice.template.syntax.Expression.Filter;
import dev.sluice.template.syntax.Expression.Test;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters, tests, functions and methods. */
final class Calls {
    private final Evaluator evaluator;

    Calls(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Nullable
    Object filter(Filter filter) {
        Object value = evaluator.evaluate(filter.target());
        return evaluator
                .evaluation()
                .filter(filter.name(), value, positional(filter.arguments()), named(filter.arguments()));
    }

    Object test(Test test) {
        Object value = evaluator.evaluate(test.target());
        return evaluator.evaluation().test(test.name(), value, positional(test.arguments()), named(test.arguments()));
    }

    @Nullable
    Object call(Call call) {
        if (call.target() instanceof Attribute attribute) {
            Object value = evaluator.operand(attribute.target());
            Object plain = Evaluator.clear(value);
            if (value instanceof Unknown) {
                return value;
            } else if (plain != null && Methods.exists(plain, attribute.name())) {
                return method(value, plain, attribute.name(), call.arguments());
            }
        }
        Object target = evaluator.operand(call.target());
        if (target instanceof Unknown) {
            return target;
        } else if (target instanceof Secret secret && secret.value() instanceof Invocable function) {
            return Spread.hidden(function.call(positional(call.arguments()), named(call.arguments())));
        } else if (target instanceof Invocable function) {
            return function.call(positional(call.arguments()), named(call.arguments()));
        }
        throw new OperationException(
                "'" + Paths.shown(call.target()) + "' cannot be called: it is a value of type '" + Types.name(target)
                        + "'",
                "");
    }

    private @Nullable Object method(@Nullable Object value, Object plain, String name, Arguments arguments) {
        List<Object> positional = positional(arguments);
        Map<String, Object> named = named(arguments);
        if (plain instanceof Map || plain instanceof List) {
            Object result = Methods.method(plain, name).call(positional, named);
            return value instanceof Secret ? Spread.hidden(result) : result;
        }
        Parts parts = Parts.of(positional).and(Parts.of(named));
        Undefined undefined = parts.undefined();
        if (parts.unknown() != null) {
            return parts.unknown();
        } else if (undefined != null) {
            throw Spread.undefined(undefined);
        }
        Object result = Methods.method(plain, name).call(revealed(positional), revealed(named));
        return value instanceof Secret || parts.secret() ? Spread.hidden(result) : result;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what is revealed keeps its shape
    private static <T> T revealed(T arguments) {
        return (T) Parts.revealed(arguments);
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    List<Object> positional(Arguments arguments) {
        List<Object> values = new ArrayList<>();
        arguments.positional().forEach(each -> values.add(evaluator.evaluate(each)));
        Expression rest = arguments.rest();
        if (rest != null) {
            values.addAll(Types.items(Evaluator.clear(evaluator.operand(rest))));
        }
        return values;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    Map<String, Object> named(Arguments arguments) {
        Map<String, Object> values = new LinkedHashMap<>();
        arguments.named().forEach((name, each) -> values.put(name, evaluator.evaluate(each)));
        Expression rest = arguments.namedRest();
        if (rest != null) {
            Object more = Evaluator.clear(evaluator.operand(rest));
            if (!(more instanceof Map<?, ?> map)) {
                throw new OperationException("'**' needs a mapping, not a value of type '" + Types.name(more) + "'");
            }
            map.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        return values;
    }
}
