package dev.sluice.python;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a method call, read by position or name.
 *
 * @param method the method's name, for messages
 */
record MethodArguments(String method, List<Object> positional, Map<String, Object> named) {

    /** Fails if there are fewer or more arguments than the method takes. */
    void expect(int least, int most) {
        int count = positional.size() + named.size();
        if (count < least || count > most) {
            String range = least == most ? "" + least : "from " + least + " to " + most;
            throw new OperationException(method + "() takes " + range + " argument" + (most == 1 ? "" : "s") + ", but "
                    + count + " " + (count == 1 ? "was" : "were") + " given");
        }
    }

    boolean has(int index, String name) {
        return index < positional.size() || named.containsKey(name);
    }

    @Nullable
    Object value(int index, String name) {
        return index < positional.size() ? positional.get(index) : named.get(name);
    }

    String text(int index, String name) {
        if (value(index, name) instanceof String text) {
            return text;
        }
        throw new OperationException(
                method + "() argument must be str, not " + Types.name(value(index, name)),
                "convert it with '| string'");
    }

    String text(int index, String name, String otherwise) {
        return value(index, name) == null ? otherwise : text(index, name);
    }

    long integer(int index, String name) {
        Object value = value(index, name);
        if (value != null && (Types.isInteger(value) || value instanceof Boolean)) {
            return Numbers.integer(value).longValue();
        }
        throw new OperationException(
                method + "() argument must be int, not " + Types.name(value), "convert it with '| int'");
    }

    long integer(int index, String name, long otherwise) {
        return value(index, name) == null ? otherwise : integer(index, name);
    }
}
