package dev.sluice.spi.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A value that must never be shown. It spreads: what is computed from a secret is a secret. A module never sees one: its
 * parameters are in the clear.
 *
 * @param value the value in the clear, itself never a {@code Secret}; null is allowed nowhere
 * @param parts the substrings of a text that are secret, if the rest of it is not; empty if all of it is. If one is too
 *     short to be recognised ({@link #SHORTEST_PART}), all of the text is secret
 */
public record Secret(Object value, List<String> parts) {
    /** What every output shows in place of a secret. */
    public static final String REDACTED = "********";

    /** From how many characters on a secret is recognised inside other texts. */
    public static final int SHORTEST_PART = 4;

    public Secret {
        if (value instanceof Secret nested) {
            parts = nested.parts();
            value = nested.value();
        }
        boolean hidable = parts.stream().allMatch(part -> part.length() >= SHORTEST_PART);
        parts = hidable ? List.copyOf(parts) : List.of();
    }

    /** A value that is secret as a whole. */
    public Secret(Object value) {
        this(value, List.of());
    }

    /** Wraps a value unless it already is a secret. */
    public static Secret of(Object value) {
        return value instanceof Secret secret ? secret : new Secret(value);
    }

    /** Every text that must not be shown: the secret parts, or else every text and number within the value. */
    public List<String> texts() {
        if (!parts.isEmpty()) {
            return parts;
        }
        List<String> texts = new ArrayList<>();
        collect(value, texts);
        return texts;
    }

    private static void collect(@Nullable Object value, List<String> texts) {
        if (value instanceof Secret nested) {
            texts.addAll(nested.texts());
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, texts));
        } else if (value instanceof Iterable<?> many) {
            many.forEach(each -> collect(each, texts));
        } else if (value instanceof String || value instanceof Number) {
            texts.add(value.toString());
        }
    }

    /**
     * A value of the language in the clear, however deep its secrets are.
     *
     * @param value any value
     * @param announce is told every secret before the value can be used
     * @return the same object if there is no secret in it
     */
    public static @Nullable Object reveal(@Nullable Object value, Consumer<Secret> announce) {
        if (value instanceof Secret secret) {
            announce.accept(secret);
            return reveal(secret.value(), announce);
        }
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(key, reveal(each, announce)));
            return entries.equals(map) ? map : entries;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(each -> items.add(reveal(each, announce)));
            return items.equals(list) ? list : items;
        }
        return value;
    }

    @Override
    public String toString() {
        return REDACTED;
    }
}
