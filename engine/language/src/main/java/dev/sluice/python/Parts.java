package dev.sluice.python;

import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value is made of: whether it, or anything within it, is unknown, secret or undefined.
 *
 * @param unknown the first unknown part; null if all is known
 * @param undefined the first undefined part; null if all is defined
 * @param secret whether any part is secret
 */
public record Parts(@Nullable Unknown unknown, @Nullable Undefined undefined, boolean secret) {
    private static final Parts PLAIN = new Parts(null, null, false);
    private static final int MOST_DEPTH = 200;

    /** Whether no part is unknown, secret or undefined. */
    public boolean plain() {
        return unknown == null && undefined == null && !secret;
    }

    /** Looks through the value and everything in it. */
    public static Parts of(@Nullable Object value) {
        if (value instanceof Map || value instanceof Collection || value instanceof Secret) {
            Search search = new Search();
            search.visit(value, 0);
            return search.result();
        } else if (value instanceof Unknown unknown) {
            return new Parts(unknown, null, false);
        } else if (value instanceof Undefined undefined) {
            return new Parts(null, undefined, false);
        }
        return PLAIN;
    }

    /** The parts of two values together. */
    public Parts and(Parts other) {
        if (other.plain()) {
            return this;
        }
        return new Parts(
                unknown != null ? unknown : other.unknown,
                undefined != null ? undefined : other.undefined,
                secret || other.secret);
    }

    /** The value with every secret in it in the clear; the same object if there is none. */
    public static @Nullable Object revealed(@Nullable Object value) {
        return of(value).secret() ? reveal(value) : value;
    }

    private static @Nullable Object reveal(@Nullable Object value) {
        if (value instanceof Secret secret) {
            return reveal(secret.value());
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> put(copy, key, reveal(item)));
            return copy;
        } else if (value instanceof Range) {
            return value;
        } else if (value instanceof Collection<?> items) {
            List<Object> copy = new ArrayList<>();
            items.forEach(item -> add(copy, reveal(item)));
            return value instanceof Tuple ? Tuple.copyOf(copy) : copy;
        }
        return value;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static void put(Map<Object, Object> map, Object key, @Nullable Object value) {
        map.put(key, value);
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static void add(List<Object> list, @Nullable Object value) {
        list.add(value);
    }

    private static final class Search {
        private @Nullable Unknown unknown;
        private @Nullable Undefined undefined;
        private boolean secret;

        private void visit(@Nullable Object value, int depth) {
            if (depth > MOST_DEPTH) {
                throw new OperationException("the value is nested more than " + MOST_DEPTH + " levels deep");
            }
            if (value instanceof Map<?, ?> map) {
                map.values().forEach(item -> visit(item, depth + 1));
            } else if (value instanceof Range) {
                return;
            } else if (value instanceof Collection<?> items) {
                items.forEach(item -> visit(item, depth + 1));
            } else if (value instanceof Secret hidden) {
                secret = true;
                visit(hidden.value(), depth + 1);
            } else if (value instanceof Unknown part && unknown == null) {
                unknown = part;
            } else if (value instanceof Undefined part && undefined == null) {
                undefined = part;
            }
        }

        private Parts result() {
            return unknown == null && undefined == null && !secret ? PLAIN : new Parts(unknown, undefined, secret);
        }
    }
}
