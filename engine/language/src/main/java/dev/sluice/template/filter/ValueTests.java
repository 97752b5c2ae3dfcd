package dev.sluice.template.filter;

import dev.sluice.python.Comparison;
import dev.sluice.python.Invocable;
import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.Operators;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests of what kind of value something is. */
final class ValueTests implements Family {
    @Override
    public List<Signature> signatures() {
        List<Signature> signatures =
                new ArrayList<>(Signature.all(Handling.RAW, "defined", "undefined", "vault_encrypted"));
        signatures.addAll(Signature.all(
                Handling.PARTS,
                "none",
                "string",
                "number",
                "integer",
                "float",
                "boolean",
                "mapping",
                "sequence",
                "iterable",
                "callable",
                "true",
                "false",
                "truthy(convert_bool?)",
                "falsy(convert_bool?)",
                "lower",
                "upper",
                "escaped",
                "odd",
                "even",
                "divisibleby(num)",
                "filter",
                "test",
                "nan",
                "isnan"));
        return signatures;
    }

    @Override
    public Object apply(Call call) {
        Object value = call.value();
        return switch (call.name()) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "vault_encrypted" -> value instanceof Secret;
            case "none" -> value == null;
            case "string" -> value instanceof String;
            case "number" -> value != null && Types.isNumeric(value);
            case "integer" -> Types.isInteger(value);
            case "float" -> value instanceof Double;
            case "boolean" -> value instanceof Boolean;
            case "mapping" -> value instanceof Map;
            case "sequence", "iterable" ->
                value instanceof Collection || value instanceof Map || value instanceof String;
            case "callable" -> value instanceof Invocable;
            case "true", "false" -> Boolean.valueOf(call.name()).equals(value);
            case "truthy" -> truthy(call);
            case "falsy" -> !truthy(call);
            case "lower" -> call.text().equals(call.text().toLowerCase(Locale.ROOT)) && hasLetters(call.text());
            case "upper" -> call.text().equals(call.text().toUpperCase(Locale.ROOT)) && hasLetters(call.text());
            case "escaped" -> false;
            case "odd" -> Comparison.equal(remainder(call, 2L), 1L);
            case "even" -> Comparison.equal(remainder(call, 2L), 0L);
            case "divisibleby" -> Comparison.equal(remainder(call, call.get("num")), 0L);
            case "filter" -> call.context().hasFilter(call.text());
            case "test" -> call.context().hasTest(call.text());
            case "nan", "isnan" -> value instanceof Double number && number.isNaN();
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static boolean hasLetters(String text) {
        return text.codePoints().anyMatch(Character::isLetter);
    }

    private static boolean truthy(Call call) {
        Object value = call.value();
        if (call.flag("convert_bool", false) && value instanceof String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "y", "yes", "on", "1", "true", "t" -> true;
                case "n", "no", "off", "0", "false", "f" -> false;
                default -> Types.truth(value);
            };
        }
        return Types.truth(value);
    }

    private static Object remainder(Call call, @Nullable Object divisor) {
        if (call.value() == null || !Types.isNumeric(call.value())) {
            throw new OperationException(
                    "'" + call.name() + "' needs a number, not a value of type '" + Types.name(call.value()) + "'",
                    "convert it with '| int'");
        }
        return Numbers.add(0L, Operators.arithmetic("%", call.value(), divisor));
    }
}
