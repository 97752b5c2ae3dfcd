package dev.sluice.template;

import dev.sluice.python.Invocable;
import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.OwnMap;
import dev.sluice.python.Range;
import dev.sluice.python.ScriptObject;
import dev.sluice.python.Text;
import dev.sluice.python.Tuple;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.TemplateError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what an expression made into values of the language: tuples and ranges become lists, keys become texts, times
 * become texts; something undefined is an error. Parts of variables that are such values already stay the same objects.
 */
final class Results {
    private Results() {}

    static @Nullable Object value(@Nullable Object value, int offset) {
        try {
            return plain(value);
        } catch (OperationException e) {
            throw new TemplateError(e.getMessage(), e.hint(), offset);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return isPlain(map) ? map : plainMap(map);
        } else if (value instanceof Collection<?> items) {
            return isPlain(items) ? items : plainList(items);
        } else if (value instanceof Secret secret) {
            return secret.value() instanceof String ? secret : Spread.hidden(plain(secret.value()));
        } else if (value instanceof Undefined undefined) {
            throw Spread.undefined(undefined);
        } else if (value instanceof ScriptObject object) {
            return object.toString();
        } else if (value instanceof Invocable) {
            throw new OperationException("a function is not a value", "call it: add '()'");
        } else if (value instanceof Integer number) {
            return number.longValue();
        }
        return value instanceof Float number ? (Object) number.doubleValue() : value;
    }

    private static boolean isPlain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            if (value instanceof OwnMap) {
                return false;
            }
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String) || !isPlain(entry.getValue())) {
                    return false;
                }
            }
            return true;
        } else if (value instanceof Collection<?> items) {
            boolean own = value instanceof OwnList || value instanceof Tuple || value instanceof Range;
            return !own && items.stream().allMatch(Results::isPlain);
        }
        return !(value instanceof Undefined
                || value instanceof ScriptObject
                || value instanceof Invocable
                || value instanceof Secret
                || value instanceof Integer);
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static Map<String, Object> plainMap(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(key(key), plain(item)));
        return copy;
    }

    private static String key(@Nullable Object key) {
        if (key instanceof Boolean || key == null) {
            return key == null ? "null" : key.toString();
        }
        return Text.of(key);
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static List<Object> plainList(Collection<?> items) {
        List<Object> copy = new ArrayList<>();
        items.forEach(item -> copy.add(plain(item)));
        return copy;
    }
}
