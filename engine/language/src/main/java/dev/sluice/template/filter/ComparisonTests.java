package dev.sluice.template.filter;

import dev.sluice.python.Comparison;
import dev.sluice.python.OperationException;
import dev.sluice.python.Operators;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Unknown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tests that compare a value with another one, or with all of a list. */
final class ComparisonTests implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.PARTS,
                "eq(other)",
                "equalto(other)",
                "==(other)",
                "ne(other)",
                "!=(other)",
                "lt(other)",
                "lessthan(other)",
                "<(other)",
                "le(other)",
                "<=(other)",
                "gt(other)",
                "greaterthan(other)",
                ">(other)",
                "ge(other)",
                ">=(other)",
                "sameas(other)",
                "in(seq)",
                "contains(seq)",
                "all",
                "any",
                "subset(b)",
                "issubset(b)",
                "superset(b)",
                "issuperset(b)");
    }

    @Override
    public Object apply(Call call) {
        return switch (call.name()) {
            case "eq", "equalto", "==" -> Comparison.equality(call.value(), call.get("other"));
            case "ne", "!=" -> not(Comparison.equality(call.value(), call.get("other")));
            case "lt", "lessthan", "<" -> order(call, "<") < 0;
            case "le", "<=" -> order(call, "<=") <= 0;
            case "gt", "greaterthan", ">" -> order(call, ">") > 0;
            case "ge", ">=" -> order(call, ">=") >= 0;
            case "sameas" -> same(call);
            case "in" -> Operators.contains(call.get("seq"), call.value());
            case "contains" -> Operators.contains(call.value(), call.get("seq"));
            case "all" -> list(call).stream().allMatch(item -> Types.truth(call.key(item)));
            case "any" -> list(call).stream().anyMatch(item -> Types.truth(call.key(item)));
            case "subset", "issubset" -> keys(call, call.items("b")).containsAll(keys(call, call.items()));
            case "superset", "issuperset" -> keys(call, call.items()).containsAll(keys(call, call.items("b")));
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static Object not(Object answer) {
        return answer instanceof Unknown ? answer : (Object) !Types.truth(answer);
    }

    private static int order(Call call, String operator) {
        return Comparison.order(call.key(call.value()), call.key(call.get("other")), operator);
    }

    private static Object same(Call call) {
        Object value = call.value();
        Object other = call.get("other");
        boolean kinds = Types.name(value).equals(Types.name(other));
        boolean simple = value == null || value instanceof Boolean || value instanceof Long || value instanceof String;
        return kinds && simple ? Comparison.equality(value, other) : (Object) (value == other);
    }

    private static List<Object> list(Call call) {
        if (call.value() instanceof List<?>) {
            return call.items();
        }
        throw new OperationException(
                "'" + call.name() + "' needs a list, not a value of type '" + Types.name(call.value()) + "'");
    }

    private static Set<Object> keys(Call call, List<Object> items) {
        Set<Object> keys = new HashSet<>();
        items.forEach(item -> keys.add(Comparison.key(call.key(item))));
        return keys;
    }
}
