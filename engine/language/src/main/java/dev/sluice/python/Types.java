package dev.sluice.python;

import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kind of value something is, in Python's words. */
public final class Types {
    private Types() {}

    /** The name of the value's type as Python has it: {@code str}, {@code int}, {@code dict}. */
    public static String name(@Nullable Object value) {
        if (value == null) {
            return "NoneType";
        } else if (value instanceof String) {
            return "str";
        } else if (value instanceof Boolean) {
            return "bool";
        } else if (isInteger(value)) {
            return "int";
        } else if (value instanceof Number) {
            return "float";
        } else if (value instanceof Map) {
            return "dict";
        } else if (value instanceof Collection<?> collection) {
            return collectionName(collection);
        }
        return otherName(value);
    }

    private static String collectionName(Collection<?> collection) {
        return collection instanceof Tuple ? "tuple" : collection instanceof Range ? "range" : "list";
    }

    private static String otherName(Object value) {
        if (value instanceof ScriptObject object) {
            return object.typeName();
        } else if (value instanceof Invocable) {
            return "function";
        } else if (value instanceof Undefined) {
            return "AnsibleUndefined";
        } else if (value instanceof Unknown) {
            return "unknown";
        } else if (value instanceof Secret secret) {
            return name(secret.value());
        }
        return value.getClass().getSimpleName();
    }

    /** Whether the value is an integer; a boolean is none here. */
    public static boolean isInteger(@Nullable Object value) {
        return value instanceof Long
                || value instanceof BigInteger
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte;
    }

    /** Whether arithmetic takes the value: a number, or a boolean as 0 or 1. */
    public static boolean isNumeric(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    /** Whether the value is false, none, zero or empty, which Python takes for false. */
    public static boolean truth(@Nullable Object value) {
        if (value == null) {
            return false;
        } else if (value instanceof Boolean truth) {
            return truth;
        } else if (value instanceof String text) {
            return !text.isEmpty();
        } else if (value instanceof Number number) {
            return number instanceof BigInteger big ? big.signum() != 0 : number.doubleValue() != 0;
        } else if (value instanceof Collection<?> collection) {
            return !collection.isEmpty();
        } else if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        } else if (value instanceof Secret secret) {
            return truth(secret.value());
        }
        return true;
    }

    /**
     * The items over which a loop over the value goes: a list's items, a mapping's keys, a text's characters.
     *
     * @throws OperationException if the value has no items
     */
    public static List<Object> items(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return cast(list);
        } else if (value instanceof Collection<?> collection) {
            return new OwnList(collection);
        } else if (value instanceof Map<?, ?> map) {
            return new OwnList(map.keySet());
        } else if (value instanceof String text) {
            return characters(text);
        }
        throw new OperationException(
                "'" + name(value) + "' object is not iterable", "a list, a mapping or a text is needed here");
    }

    /** Whether {@link #items} has an answer. */
    public static boolean isIterable(@Nullable Object value) {
        return value instanceof Collection || value instanceof Map || value instanceof String;
    }

    /** The length of a text in code points, of a list in items, of a mapping in entries. */
    public static long length(@Nullable Object value) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        } else if (value instanceof Collection<?> collection) {
            return collection.size();
        } else if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        throw new OperationException("object of type '" + name(value) + "' has no len()");
    }

    private static List<Object> characters(String text) {
        OwnList characters = new OwnList();
        text.codePoints().forEach(point -> characters.add(Character.toString(point)));
        return characters;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> cast(List<?> list) {
        return (List<Object>) list;
    }
}
