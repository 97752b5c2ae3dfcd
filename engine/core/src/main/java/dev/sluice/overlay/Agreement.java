package dev.sluice.overlay;

import dev.sluice.spi.Fleeting;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was predicted with what came. What was said to be unknown agrees with everything, and so does
 * what the target itself cannot tell; all else has to be equal, part by part.
 */
public final class Agreement {
    private Agreement() {}

    /**
     * The places where the two differ, each as {@code path: predicted X, is Y}; empty if they agree.
     *
     * @param path how to call the whole
     */
    public static List<String> differences(String path, @Nullable Object predicted, @Nullable Object actual) {
        List<String> found = new ArrayList<>();
        compare(path, predicted, actual, found);
        return found;
    }

    private static void compare(String path, @Nullable Object predicted, @Nullable Object actual, List<String> found) {
        if (predicted instanceof Answer.Unknowable
                || predicted instanceof Unknown
                || actual instanceof Answer.Unknowable) {
            return;
        }
        if (predicted instanceof Answer.Known<?> known) {
            compare(path, known.value(), unwrap(actual), found);
        } else if (predicted instanceof Map<?, ?> left && actual instanceof Map<?, ?> right) {
            compareMaps(path, left, right, found);
        } else if (predicted instanceof List<?> left
                && actual instanceof List<?> right
                && left.size() == right.size()) {
            for (int index = 0; index < left.size(); index++) {
                compare(path + "[" + index + "]", left.get(index), right.get(index), found);
            }
        } else if (predicted instanceof Optional<?> left && actual instanceof Optional<?> right) {
            compare(path, left.orElse(null), right.orElse(null), found);
        } else if (predicted instanceof Record left && actual != null && left.getClass() == actual.getClass()) {
            for (RecordComponent component : left.getClass().getRecordComponents()) {
                if (component.isAnnotationPresent(Fleeting.class)) {
                    continue;
                }
                compare(path + "." + component.getName(), read(component, left), read(component, actual), found);
            }
        } else if (!Objects.equals(predicted, actual)) {
            found.add(path + ": predicted " + predicted + ", is " + actual);
        }
    }

    private static void compareMaps(String path, Map<?, ?> left, Map<?, ?> right, List<String> found) {
        TreeSet<String> keys = new TreeSet<>();
        left.keySet().forEach(key -> keys.add(String.valueOf(key)));
        right.keySet().forEach(key -> keys.add(String.valueOf(key)));
        for (String key : keys) {
            if (!left.containsKey(key)) {
                found.add(path + "." + key + ": not predicted, is " + right.get(key));
            } else if (right.containsKey(key) || !(left.get(key) instanceof Unknown)) {
                compare(path + "." + key, left.get(key), right.get(key), found);
            }
        }
    }

    private static @Nullable Object unwrap(@Nullable Object actual) {
        return actual instanceof Answer.Known<?> known ? known.value() : actual;
    }

    private static @Nullable Object read(RecordComponent component, Object from) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(from);
        } catch (IllegalAccessException | InvocationTargetException unreadable) {
            throw new IllegalStateException("cannot read " + component, unreadable);
        }
    }
}
