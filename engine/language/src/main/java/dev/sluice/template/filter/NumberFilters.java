package dev.sluice.template.filter;

import dev.sluice.python.Comparison;
import dev.sluice.python.NumberText;
import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.Operators;
import dev.sluice.python.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters that make numbers, and booleans, or compute with them. */
final class NumberFilters implements Family {
    private static final Set<Object> TRUE_WORDS = Set.of("yes", "on", "1", "true");

    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "int(default?, base?)",
                "float(default?)",
                "abs",
                "round(precision?, method?)",
                "bool",
                "log(base?)",
                "pow(power)",
                "root(base?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "int" -> integer(call);
            case "float" -> real(call);
            case "abs" -> absolute(call);
            case "round" -> round(call);
            case "bool" -> truth(call.value());
            case "log" -> logarithm(call);
            case "pow" -> Operators.arithmetic("**", Numbers.real(number(call)), call.get("power"));
            case "root" -> root(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static Object number(Call call) {
        Object value = call.value();
        if (value != null && Types.isNumeric(value)) {
            return value;
        }
        throw new OperationException(
                "'" + call.name() + "' needs a number, not a value of type '" + Types.name(value) + "'",
                "convert it with '| int' or '| float'");
    }

    private static @Nullable Object integer(Call call) {
        Object value = call.value();
        Object otherwise = call.get("default", 0L);
        if (value instanceof String text) {
            Object parsed = NumberText.integer(text, (int) call.integer("base", 10));
            if (parsed == null) {
                Double real = NumberText.real(text);
                parsed = real == null || real.isNaN() || real.isInfinite()
                        ? null
                        : Numbers.narrow(Numbers.integer(real));
            }
            return parsed == null ? otherwise : parsed;
        }
        if (value == null || !Types.isNumeric(value)) {
            return otherwise;
        }
        double real = Numbers.real(value);
        boolean finite = !(value instanceof Double) || !(Double.isNaN(real) || Double.isInfinite(real));
        return finite ? Numbers.narrow(Numbers.integer(value)) : otherwise;
    }

    private static @Nullable Object real(Call call) {
        Object value = call.value();
        if (value instanceof String text) {
            Double parsed = NumberText.real(text);
            return parsed == null ? call.get("default", 0.0) : parsed;
        }
        return value != null && Types.isNumeric(value) ? (Object) Numbers.real(value) : call.get("default", 0.0);
    }

    private static Object absolute(Call call) {
        Object number = number(call);
        return Comparison.order(number, 0L, "<") < 0 ? Numbers.negate(number) : Numbers.add(number, 0L);
    }

    private static Object round(Call call) {
        String method = call.text("method", "common");
        int precision = (int) Math.max(-400, Math.min(400, call.integer("precision", 0)));
        RoundingMode mode = switch (method) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw new OperationException("method must be common, ceil or floor");
        };
        double real = Numbers.real(number(call));
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            return real;
        }
        if (mode != RoundingMode.HALF_EVEN) {
            double factor = Math.pow(10, precision);
            return (mode == RoundingMode.CEILING ? Math.ceil(real * factor) : Math.floor(real * factor)) / factor;
        }
        Object number = number(call);
        double rounded = new BigDecimal(real).setScale(precision, mode).doubleValue();
        return number instanceof Double ? (Object) rounded : Numbers.narrow(Numbers.integer(rounded));
    }

    /** What Ansible's {@code bool} takes for true; everything else, except none, is false. */
    static @Nullable Object truth(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        } else if (value instanceof String text) {
            return TRUE_WORDS.contains(text.toLowerCase(Locale.ROOT));
        }
        return Types.isNumeric(value) && Comparison.equal(value, 1L);
    }

    private static Object logarithm(Call call) {
        double value = Numbers.real(number(call));
        if (value <= 0) {
            throw new OperationException("math domain error");
        }
        if (!call.has("base")) {
            return Math.log(value);
        }
        double base = Numbers.real(call.get("base") instanceof Number number ? number : Math.E);
        return base == 10 ? Math.log10(value) : Math.log(value) / Math.log(base);
    }

    private static Object root(Call call) {
        double base = Numbers.real(call.get("base", 2L) instanceof Number number ? number : 2L);
        double value = Numbers.real(number(call));
        return base == 2 ? Math.sqrt(value) : Math.pow(value, 1 / base);
    }
}
