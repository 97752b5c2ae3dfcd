package dev.sluice.template.jinjava;

import com.hubspot.jinjava.objects.SafeString;
import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.OwnMap;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes values of the language of what a class written for Jinjava returns. */
final class ExtensionResult {
    private ExtensionResult() {}

    /**
     * The value.
     *
     * @param source who returned it, for the error message
     * @throws OperationException if there is no such value in the language
     */
    @SuppressWarnings("NullAway") // null is a value of the language
    static @Nullable Object plain(@Nullable Object value, String source) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof BigInteger) {
            return value;
        } else if (value instanceof SafeString safe) {
            return safe.getValue();
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return ((Number) value).longValue();
        } else if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof Map<?, ?> map) {
            OwnMap copy = new OwnMap();
            map.forEach((key, item) -> copy.put(plain(key, source), plain(item, source)));
            return copy;
        } else if (value instanceof Collection<?> || value instanceof Object[]) {
            OwnList copy = new OwnList();
            Collection<?> items = value instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) value;
            items.forEach(item -> copy.add(plain(item, source)));
            return copy;
        }
        throw new OperationException(
                source + " returned a " + value.getClass().getName() + ", which is not a value of a template",
                "it may return texts, numbers, booleans, lists and mappings of them, and null");
    }
}
