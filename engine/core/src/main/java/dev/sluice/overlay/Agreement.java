package dev.sluice.overlay;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Volatile;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was predicted with what came. What was said to be unknown agrees with everything, and so does
 * what the target itself cannot tell; all else has to be equal, part by part.
 */
public final class Agreement {
    private Agreement() {}

    /** How far into a line that differs it is shown: a longer line is told by its place alone. */
    private static final int LONGEST_LINE = 200;

    private static final String ABSENT = "nothing";

    /**
     * A place where the two differ.
     *
     * @param place the whole, and where in it
     * @param predicted what was predicted there
     * @param actual what came
     */
    public record Difference(String place, String predicted, String actual) {}

    /**
     * The places where the two differ; empty if they agree.
     *
     * @param path how to call the whole
     */
    public static List<Difference> differences(String path, @Nullable Object predicted, @Nullable Object actual) {
        List<Difference> found = new ArrayList<>();
        compare(path, predicted, actual, found);
        return found;
    }

    private static void compare(
            String path, @Nullable Object predicted, @Nullable Object actual, List<Difference> found) {
        if (isUnknown(predicted) || actual instanceof Answer.Unknown) {
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
                if (component.isAnnotationPresent(Volatile.class)) {
                    continue;
                }
                compare(path + "." + component.getName(), read(component, left), read(component, actual), found);
            }
        } else if (predicted instanceof Bytes left && actual instanceof Bytes right && !left.equals(right)) {
            found.add(compareBytes(path, left, right));
        } else if (!Objects.equals(predicted, actual)) {
            found.add(new Difference(path, String.valueOf(predicted), String.valueOf(actual)));
        }
    }

    private static void compareMaps(String path, Map<?, ?> left, Map<?, ?> right, List<Difference> found) {
        Set<Object> keys = new HashSet<>(left.keySet());
        keys.addAll(right.keySet());
        for (Object key :
                keys.stream().sorted(Comparator.comparing(String::valueOf)).toList()) {
            String part = path + "." + key;
            if (!left.containsKey(key)) {
                found.add(new Difference(part, ABSENT, String.valueOf(right.get(key))));
            } else if (right.containsKey(key)) {
                compare(part, left.get(key), right.get(key), found);
            } else if (!isUnknown(left.get(key))) {
                found.add(new Difference(part, String.valueOf(left.get(key)), ABSENT));
            }
        }
    }

    private static boolean isUnknown(@Nullable Object predicted) {
        return predicted instanceof Unknown || predicted instanceof Answer.Unknown;
    }

    /** Where the texts begin to differ, with the whole line on both sides: a part of a line could be a part of a secret. */
    private static Difference compareBytes(String path, Bytes predicted, Bytes actual) {
        if (predicted.isText() && actual.isText()) {
            List<String> left = predicted.text().lines().toList();
            List<String> right = actual.text().lines().toList();
            int line = 0;
            while (line < Math.min(left.size(), right.size()) && left.get(line).equals(right.get(line))) {
                line++;
            }
            return new Difference(
                    path + " from line " + (line + 1), told(predicted, left, line), told(actual, right, line));
        }
        int first = Arrays.mismatch(predicted.toArray(), actual.toArray());
        return new Difference(path + " from byte " + (first + 1), predicted.toString(), actual.toString());
    }

    private static String told(Bytes content, List<String> lines, int line) {
        String shown = line >= lines.size()
                ? "it ends"
                : lines.get(line).length() > LONGEST_LINE ? "a long line" : "'" + lines.get(line) + "'";
        return shown + " (" + content + ")";
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
