package dev.sluice.journal;

import dev.sluice.spi.value.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows texts that must never be shown and takes them out of whatever is about to be. Safe for use by several threads;
 * secrets can be added at any time and count from then on.
 *
 * <p>Found are the secret itself, its encoded forms ({@link SecretForms}), and each line of at least
 * {@value #SHORTEST_LINE} characters of a secret of several lines. A secret shorter than {@value Secret#SHORTEST_PART} characters
 * would take harmless text apart ({@code "1"}): it is only replaced where it is the whole text.
 */
public final class Redactor {
    private static final Set<String> EVERYDAY = Set.of("true", "false", "yes", "no", "on", "off", "none", "null");

    /** Shorter lines of a secret of several lines ({@code done}, {@code [main]}) stand in many other texts. */
    private static final int SHORTEST_LINE = 8;

    /** Longest first, so that no part of a secret stays because a shorter one was found in it. */
    private final ConcurrentSkipListSet<String> needles = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private final Rotation rotation = new Rotation(this);
    private final ConcurrentHashMap<String, Boolean> exact = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

    /** Adds a text that must never be shown. Blank texts, and the names of true and false, are no secrets. */
    public void add(String secret) {
        if (secret.isBlank() || EVERYDAY.contains(secret.strip().toLowerCase(Locale.ROOT))) {
            return;
        }
        exact.put(secret, true);
        exact.put(secret.strip(), true);
        exact.put(secret.stripTrailing(), true);
        addForms(secret);
        addForms(secret.strip());
        if (secret.strip().contains("\n")) {
            secret.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(this::addForms);
        }
    }

    /** Adds a secret, so that it is shown nowhere from now on. */
    public void add(Secret secret) {
        secret.texts().forEach(this::add);
    }

    private void addForms(String secret) {
        if (secret.length() >= Secret.SHORTEST_PART) {
            needles.addAll(SecretForms.of(secret));
        }
    }

    /** A text without any secret. */
    public String redact(String text) {
        if (exact.containsKey(text)) {
            return Secret.REDACTED;
        }
        String result = text;
        for (String needle : needles) {
            if (needle.length() <= result.length()) {
                result = result.replace(needle, Secret.REDACTED);
            }
        }
        return result;
    }

    /** An event without any secret in any of its texts; the same object if there was none. */
    @SuppressWarnings("unchecked")
    public <E extends Event> E redact(E event) {
        return (E) redactRecord((Record) (Object) event);
    }

    /** A value of the language without any secret. */
    public @Nullable Object redactValue(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Enum<?>) {
            return value;
        }
        if (value instanceof String text) {
            return redact(text);
        }
        if (value instanceof Number number) {
            return exact.containsKey(number.toString()) ? Secret.REDACTED : number;
        }
        if (value instanceof Secret) {
            return Secret.REDACTED;
        }
        if (value instanceof Temporal || value instanceof TemporalAmount) {
            return value;
        }
        if (value instanceof List<?> list) {
            return redactList(list);
        }
        if (value instanceof Map<?, ?> map) {
            return redactMap(map);
        }
        if (value instanceof ChangeReport change) {
            return redactRecord(rotation.hidden(change));
        }
        return value instanceof Record fields ? redactRecord(fields) : redact(value.toString());
    }

    private List<?> redactList(List<?> list) {
        List<@Nullable Object> result = new ArrayList<>(list.size());
        boolean same = true;
        for (Object each : list) {
            Object redacted = redactValue(each);
            same &= redacted == each;
            result.add(redacted);
        }
        return same ? list : result;
    }

    private Map<?, ?> redactMap(Map<?, ?> map) {
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        boolean same = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = redactValue(entry.getKey());
            Object value = redactValue(entry.getValue());
            same &= key == entry.getKey() && value == entry.getValue();
            result.put(key, value);
        }
        return same ? map : result;
    }

    private Record redactRecord(Record fields) {
        Shape shape = shapes.computeIfAbsent(fields.getClass(), Shape::of);
        @Nullable Object[] values = shape.values(fields);
        boolean same = true;
        for (int index = 0; index < values.length; index++) {
            Object before = values[index];
            Object after = shape.isNumber(index) ? before : redactValue(before);
            same &= before == after;
            values[index] = after;
        }
        return same ? fields : shape.create(values);
    }

    /** How records of a class are taken apart and put together. */
    private record Shape(List<Method> accessors, List<Class<?>> types, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                List<Method> accessors = new ArrayList<>();
                for (RecordComponent component : components) {
                    component.getAccessor().setAccessible(true);
                    accessors.add(component.getAccessor());
                }
                return new Shape(accessors, List.of(types), constructor);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(type + " is not a record", impossible);
            }
        }

        /** A number that a record declares as such (an exit code) cannot be replaced by text, and is none of the user's. */
        boolean isNumber(int index) {
            Class<?> type = types.get(index);
            return type.isPrimitive() || Number.class.isAssignableFrom(type);
        }

        @Nullable
        Object[] values(Record fields) {
            @Nullable Object[] values = new @Nullable Object[accessors.size()];
            try {
                for (int index = 0; index < values.length; index++) {
                    values[index] = accessors.get(index).invoke(fields);
                }
                return values;
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        Record create(@Nullable Object[] values) {
            try {
                return (Record) constructor.newInstance(values);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
