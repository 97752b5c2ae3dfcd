package dev.sluice.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as they are reported and kept in the journal: of what is longer than anybody reads the middle is left out, which it
 * says. Later tasks see the whole values.
 */
final class Shortened {
    /** The longest text that is kept as it is, in characters. */
    static final int TEXT = 64 * 1024;

    /** What all texts of one value may have together, in characters; each item and entry counts for some. */
    static final int ALL = 512 * 1024;

    private static final int ITEM = 16;

    private int left = ALL;

    private Shortened() {}

    /** The values, or shortened copies of those that are too long. */
    static Map<String, @Nullable Object> of(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        Shortened shortened = new Shortened();
        values.forEach((name, value) -> kept.put(name, shortened.value(value)));
        return kept;
    }

    /** The text, or its beginning and its end. */
    static String of(String text) {
        return of(text, TEXT);
    }

    private @Nullable Object value(@Nullable Object value) {
        left -= ITEM;
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Map<?, ?> map) {
            return entries(map);
        }
        return value instanceof Collection<?> items ? items(items) : value;
    }

    private String text(String text) {
        int most = Math.max(0, Math.min(TEXT, left));
        left -= Math.min(text.length(), most);
        return of(text, most);
    }

    private static String of(String text, int most) {
        int half = most / 2;
        return text.length() <= most
                ? text
                : text.substring(0, half)
                        + "... (" + (text.length() - 2 * half) + " characters left out) ..."
                        + text.substring(text.length() - half);
    }

    private Object items(Collection<?> items) {
        List<@Nullable Object> kept = new ArrayList<>();
        boolean same = true;
        for (Object item : items) {
            if (left <= 0) {
                kept.add("... (" + (items.size() - kept.size()) + " more items)");
                return kept;
            }
            Object value = value(item);
            same &= value == item;
            kept.add(value);
        }
        return same ? items : kept;
    }

    private Object entries(Map<?, ?> map) {
        Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
        boolean same = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (left <= 0) {
                kept.put("...", "(" + (map.size() - kept.size()) + " more entries)");
                return kept;
            }
            Object value = value(entry.getValue());
            same &= value == entry.getValue();
            kept.put(entry.getKey(), value);
        }
        return same ? map : kept;
    }
}
