package dev.sluice.python;

import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality and order as Python has them: {@code 1 == 1.0 == true}, and no order between a text and a number. */
public final class Comparison {
    private Comparison() {}

    /** Whether two values are equal, where nothing unknown is involved. */
    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        return Boolean.TRUE.equals(equality(left, right));
    }

    /**
     * Whether two values are equal.
     *
     * @return a Boolean, or an Unknown if parts that are not known decide it
     */
    public static Object equality(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Secret secret) {
            return equality(secret.value(), right);
        } else if (right instanceof Secret secret) {
            return equality(left, secret.value());
        } else if (left instanceof Unknown unknown) {
            return unknown;
        } else if (right instanceof Unknown unknown) {
            return unknown;
        } else if (left instanceof Undefined undefined) {
            throw undefinedOperand(undefined);
        } else if (right instanceof Undefined undefined) {
            throw undefinedOperand(undefined);
        } else if (left == null || right == null) {
            return left == right;
        } else if (Types.isNumeric(left) && Types.isNumeric(right)) {
            return numbersEqual(left, right);
        } else if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return mapsEqual(a, b);
        } else if (left instanceof Collection<?> a && right instanceof Collection<?> b) {
            return Types.name(a).equals(Types.name(b)) ? itemsEqual(a, b) : (Object) false;
        }
        return left.equals(right);
    }

    private static OperationException undefinedOperand(Undefined undefined) {
        return new OperationException("'" + undefined.name() + "' is undefined", undefined.hint());
    }

    private static boolean numbersEqual(Object left, Object right) {
        if (Double.isNaN(Numbers.real(left)) || Double.isNaN(Numbers.real(right))) {
            return false;
        }
        return Numbers.compare(left, right) == 0;
    }

    private static Object mapsEqual(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Object result = true;
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            if (!right.containsKey(entry.getKey())) {
                return false;
            }
            result = both(result, equality(entry.getValue(), right.get(entry.getKey())));
            if (Boolean.FALSE.equals(result)) {
                return false;
            }
        }
        return result;
    }

    private static Object itemsEqual(Collection<?> left, Collection<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Object result = true;
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            result = both(result, equality(item, others.next()));
            if (Boolean.FALSE.equals(result)) {
                return false;
            }
        }
        return result;
    }

    private static Object both(Object soFar, Object next) {
        return Boolean.TRUE.equals(next) ? soFar : Boolean.FALSE.equals(next) ? next : soFar;
    }

    /**
     * The order of two values.
     *
     * @param operator the comparison that asks, for the message
     * @throws OperationException if Python knows no order between them
     */
    public static int order(@Nullable Object left, @Nullable Object right, String operator) {
        if (left != null && right != null) {
            if (Types.isNumeric(left) && Types.isNumeric(right)) {
                return Numbers.compare(left, right);
            } else if (left instanceof String a && right instanceof String b) {
                return compareTexts(a, b);
            } else if (left instanceof List<?> a
                    && right instanceof List<?> b
                    && Types.name(a).equals(Types.name(b))) {
                return orderItems(a, b, operator);
            } else if (left instanceof Comparable<?> && left.getClass() == right.getClass()) {
                return compareSame(left, right);
            }
        }
        throw new OperationException(
                "'" + operator + "' not supported between instances of '" + Types.name(left) + "' and '"
                        + Types.name(right) + "'",
                conversionHint(left, right));
    }

    private static String conversionHint(@Nullable Object left, @Nullable Object right) {
        boolean textAndNumber =
                left instanceof String && Types.isNumeric(right) || Types.isNumeric(left) && right instanceof String;
        return textAndNumber ? "convert the text with '| int' or '| float'" : "";
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compareSame(Object left, Object right) {
        return ((Comparable) left).compareTo(right);
    }

    private static int compareTexts(String left, String right) {
        int at = 0;
        while (at < left.length() && at < right.length() && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        if (at == left.length() || at == right.length()) {
            return Integer.compare(left.length(), right.length());
        }
        return Integer.compare(left.codePointAt(at), right.codePointAt(at));
    }

    private static int orderItems(List<?> left, List<?> right, String operator) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return order(left.get(i), right.get(i), operator);
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** A key that is equal, in Java's sense, for exactly those values that are equal in Python's. */
    public static Object key(@Nullable Object value) {
        if (value == null) {
            return NoValue.NONE;
        } else if (Types.isNumeric(value)) {
            double real = Numbers.real(value);
            return Double.isNaN(real) || Double.isInfinite(real)
                    ? (Object) real
                    : Numbers.exact(value).stripTrailingZeros();
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> keys = new HashMap<>();
            map.forEach((name, item) -> keys.put(key(name), key(item)));
            return keys;
        } else if (value instanceof Collection<?> items) {
            List<Object> keys = new ArrayList<>();
            keys.add(Types.name(items));
            items.forEach(item -> keys.add(key(item)));
            return keys;
        }
        return value;
    }

    private enum NoValue {
        NONE
    }
}
