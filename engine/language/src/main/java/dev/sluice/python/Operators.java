package dev.sluice.python;

import dev.sluice.spi.value.Unknown;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The binary operators on plain values. */
public final class Operators {
    private Operators() {}

    /**
     * Applies an arithmetic operator.
     *
     * @param symbol one of {@code + - * / // % **}
     * @throws OperationException if the operands do not support it
     */
    public static Object arithmetic(String symbol, @Nullable Object left, @Nullable Object right) {
        if (left != null && right != null && Types.isNumeric(left) && Types.isNumeric(right)) {
            return numeric(symbol, left, right);
        }
        Object result = switch (symbol) {
            case "+" -> add(left, right);
            case "-" -> subtract(left, right);
            case "*" -> multiply(left, right);
            case "%" -> left instanceof String pattern ? PercentFormat.apply(pattern, right) : null;
            default -> null;
        };
        if (result == null) {
            throw unsupported(symbol, left, right);
        }
        return result;
    }

    private static Object numeric(String symbol, Object left, Object right) {
        return switch (symbol) {
            case "+" -> Numbers.add(left, right);
            case "-" -> Numbers.subtract(left, right);
            case "*" -> Numbers.multiply(left, right);
            case "/" -> Numbers.divide(left, right);
            case "//" -> Numbers.floorDivide(left, right);
            case "%" -> Numbers.remainder(left, right);
            case "**" -> Numbers.power(left, right);
            default -> throw new IllegalArgumentException(symbol);
        };
    }

    private static @Nullable Object add(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String a && right instanceof String b) {
            Limits.checkText((long) a.length() + b.length());
            return a + b;
        } else if (left instanceof Tuple a && right instanceof Tuple b) {
            return Tuple.copyOf(joined(a, b));
        } else if (left instanceof List<?> a
                && right instanceof List<?> b
                && !(left instanceof Tuple)
                && !(right instanceof Tuple)) {
            return joined(a, b);
        } else if (left instanceof Moment moment && right instanceof Span span) {
            return moment.plus(span);
        } else if (left instanceof Span span) {
            return right instanceof Span other
                    ? span.plus(other)
                    : right instanceof Moment moment ? moment.plus(span) : null;
        }
        return null;
    }

    private static @Nullable Object subtract(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Moment moment) {
            return right instanceof Moment other
                    ? moment.minus(other)
                    : right instanceof Span span ? moment.plus(span.negated()) : null;
        }
        return left instanceof Span span && right instanceof Span other ? span.plus(other.negated()) : null;
    }

    private static List<Object> joined(List<?> left, List<?> right) {
        Limits.checkItems((long) left.size() + right.size());
        OwnList all = new OwnList(left);
        all.addAll(right);
        return all;
    }

    private static @Nullable Object multiply(@Nullable Object left, @Nullable Object right) {
        if (left != null && isCount(left)) {
            return repeat(right, Numbers.integer(left).longValue());
        }
        return right != null && isCount(right)
                ? repeat(left, Numbers.integer(right).longValue())
                : null;
    }

    private static boolean isCount(Object value) {
        return Types.isInteger(value) || value instanceof Boolean;
    }

    private static @Nullable Object repeat(@Nullable Object value, long times) {
        long count = Math.max(0, times);
        if (value instanceof String text) {
            Limits.checkText(
                    text.isEmpty()
                            ? 0
                            : Math.multiplyHigh(text.length(), count) != 0 ? Long.MAX_VALUE : text.length() * count);
            return text.isEmpty() ? "" : text.repeat((int) count);
        } else if (value instanceof List<?> list) {
            Limits.checkItems(list.isEmpty() ? 0 : Math.min(count, Limits.RANGE + 1L) * list.size());
            OwnList all = new OwnList();
            Collections.nCopies(list.isEmpty() ? 0 : (int) count, list).forEach(all::addAll);
            return value instanceof Tuple ? Tuple.copyOf(all) : all;
        }
        return null;
    }

    private static OperationException unsupported(String symbol, @Nullable Object left, @Nullable Object right) {
        String message = "unsupported operand type(s) for " + symbol + ": '" + Types.name(left) + "' and '"
                + Types.name(right) + "'";
        boolean text = left instanceof String || right instanceof String;
        return new OperationException(
                message, text ? "join texts with '~', or convert them with '| int' or '| float'" : "");
    }

    /**
     * Whether the item is in the container: in a list, among a mapping's keys, or part of a text.
     *
     * @return a Boolean, or an Unknown if items that are not known decide it
     */
    public static Object contains(@Nullable Object container, @Nullable Object item) {
        if (container instanceof String text) {
            if (item instanceof String part) {
                return text.contains(part);
            }
            throw new OperationException(
                    "'in <string>' requires string as left operand, not " + Types.name(item),
                    "convert it with '| string'");
        } else if (container instanceof Map<?, ?> map) {
            requireHashable(item);
            return map.containsKey(item) || item != null && !(item instanceof String) && hasKey(map.keySet(), item);
        } else if (container instanceof Range || container instanceof Collection<?>) {
            return amongItems((Collection<?>) container, item);
        }
        throw new OperationException(
                "argument of type '" + Types.name(container) + "' is not iterable",
                "'in' needs a list, a mapping or a text on its right");
    }

    private static void requireHashable(@Nullable Object key) {
        if (key instanceof Map || key instanceof List && !(key instanceof Tuple)) {
            throw new OperationException("a value of type '" + Types.name(key) + "' cannot be a key of a mapping");
        }
    }

    private static boolean hasKey(Collection<?> keys, Object item) {
        return keys.stream().anyMatch(key -> Comparison.equal(key, item));
    }

    private static Object amongItems(Collection<?> items, @Nullable Object wanted) {
        Object undecided = false;
        for (Object item : items) {
            Object equality = Comparison.equality(item, wanted);
            if (Boolean.TRUE.equals(equality)) {
                return true;
            } else if (equality instanceof Unknown) {
                undecided = equality;
            }
        }
        return undecided;
    }
}
