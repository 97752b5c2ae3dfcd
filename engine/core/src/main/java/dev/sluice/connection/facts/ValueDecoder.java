package dev.sluice.connection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Fact;
import dev.sluice.spi.value.Answer;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Turns JSON back into questions and answers; the opposite of {@link ValueEncoder}. */
final class ValueDecoder {
    private final FactRegistry registry;
    private final Map<Class<?>, RecordForm> forms = new ConcurrentHashMap<>();
    /** Values by themselves; null if they are not shared. */
    private final @Nullable Map<Object, Object> shared;

    /** How a record is made. */
    private record RecordForm(List<RecordComponent> components, Constructor<?> constructor) {}

    /** A decoder of single values. */
    ValueDecoder(FactRegistry registry) {
        this(registry, null);
    }

    private ValueDecoder(FactRegistry registry, @Nullable Map<Object, Object> shared) {
        this.registry = registry;
        this.shared = shared;
    }

    /** A decoder of many values that makes one object of equal parts, as long as it lives itself. Not thread-safe. */
    static ValueDecoder sharing(FactRegistry registry) {
        return new ValueDecoder(registry, new HashMap<>());
    }

    /** The one object that is equal to this one. */
    @SuppressWarnings("unchecked") // equal objects are of one class
    <T> T shared(T value) {
        Object known = shared == null ? null : shared.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    /**
     * A question.
     *
     * @throws IllegalArgumentException if there is no such question, or its key does not fit
     */
    Fact<?> fact(String name, JsonNode key) {
        Class<? extends Fact<?>> type = registry.find(name);
        if (type == null) {
            throw new IllegalArgumentException("unknown fact '" + name + "'");
        }
        return (Fact<?>) record(key, type, type);
    }

    /**
     * An answer.
     *
     * @throws IllegalArgumentException if the JSON does not fit
     */
    Answer<?> answer(JsonNode node, Type type) {
        if (node.has("known")) {
            Object value = decode(node.get("known"), type);
            if (value == null) {
                throw new IllegalArgumentException("an answer is null");
            }
            return Answer.of(value);
        }
        if (node.path("unknown").isTextual()) {
            return Answer.unknown(node.get("unknown").textValue());
        }
        throw new IllegalArgumentException("an answer is neither known nor unknown");
    }

    private @Nullable Object decode(JsonNode node, Type type) {
        Class<?> raw = GenericTypes.raw(type);
        if (raw == Optional.class) {
            return Optional.ofNullable(node.isNull() ? null : decode(node, GenericTypes.argument(type, 0)));
        }
        if (node.isNull()) {
            return null;
        }
        if (raw == Answer.class) {
            return answer(node, GenericTypes.argument(type, 0));
        }
        if (raw == Map.class) {
            return map(node, type);
        }
        if (raw == List.class || raw == Set.class || raw.getName().equals("java.util.Collection")) {
            return collection(node, raw, GenericTypes.argument(type, 0));
        }
        if (raw == Object.class) {
            return any(node);
        }
        if (raw.isEnum()) {
            return constant(raw, text(node));
        }
        if (raw.isRecord()) {
            return record(node, raw, type);
        }
        return raw.isInterface() && raw != CharSequence.class ? oneOf(node, raw) : scalar(node, raw);
    }

    private static Object scalar(JsonNode node, Class<?> type) {
        if (type == String.class) {
            return text(node);
        }
        if (type == Bytes.class) {
            return node.has("text")
                    ? Bytes.of(text(node.get("text")))
                    : Bytes.of(Base64.getDecoder().decode(text(node.path("base64"))));
        }
        if ((type == boolean.class || type == Boolean.class) && node.isBoolean()) {
            return node.booleanValue();
        }
        if ((type == int.class || type == Integer.class) && node.canConvertToInt()) {
            return node.intValue();
        }
        if ((type == long.class || type == Long.class) && node.canConvertToLong()) {
            return node.longValue();
        }
        if ((type == double.class || type == Double.class) && node.isNumber()) {
            return node.doubleValue();
        }
        if (type == BigInteger.class && node.isIntegralNumber()) {
            return node.bigIntegerValue();
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(text(node));
        }
        if (type == Instant.class) {
            return Instant.parse(text(node));
        }
        if (type == Duration.class) {
            return Duration.parse(text(node));
        }
        throw new IllegalArgumentException(node.getNodeType() + " where a " + type.getSimpleName() + " should be");
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException(node.getNodeType() + " where a text should be");
        }
        return node.textValue();
    }

    private Object map(JsonNode node, Type type) {
        Class<?> keys = GenericTypes.raw(GenericTypes.argument(type, 0));
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Object key = keys.isEnum() ? constant(keys, entry.getKey()) : entry.getKey();
            map.put(key, decode(entry.getValue(), GenericTypes.argument(type, 1)));
        }
        return map;
    }

    private Object collection(JsonNode node, Class<?> raw, Type element) {
        if (!node.isArray()) {
            throw new IllegalArgumentException(node.getNodeType() + " where a list should be");
        }
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(each -> list.add(decode(each, element)));
        return raw == Set.class ? new LinkedHashSet<>(list) : list;
    }

    /** A value of the language. */
    private @Nullable Object any(JsonNode node) {
        if (node.isArray()) {
            return collection(node, List.class, Object.class);
        }
        if (node.isObject()) {
            return map(node, Map.class);
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isNull() ? null : node.isBoolean() ? (Object) node.booleanValue() : text(node);
    }

    private Object oneOf(JsonNode node, Class<?> type) {
        String kind = text(node.path(ValueEncoder.KIND));
        if (Fact.class.isAssignableFrom(type)) {
            return fact(kind, node);
        }
        Class<?> found = find(type, kind);
        if (found == null) {
            throw new IllegalArgumentException("unknown " + type.getSimpleName() + " '" + kind + "'");
        }
        return found.isEnum() ? constant(found, text(node.path("value"))) : record(node, found, found);
    }

    private static @Nullable Class<?> find(Class<?> type, String name) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            return type.getSimpleName().equals(name) ? type : null;
        }
        for (Class<?> each : permitted) {
            Class<?> found = find(each, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Object constant(Class<?> type, String name) {
        for (Object each : type.getEnumConstants()) {
            if (((Enum<?>) each).name().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("unknown " + type.getSimpleName() + " '" + name + "'");
    }

    private Object record(JsonNode node, Class<?> raw, Type type) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(node.getNodeType() + " where a " + raw.getSimpleName() + " should be");
        }
        RecordForm form = forms.computeIfAbsent(raw, ValueDecoder::form);
        @Nullable Object[] values = new @Nullable Object[form.components().size()];
        for (int index = 0; index < values.length; index++) {
            RecordComponent component = form.components().get(index);
            JsonNode value = node.get(component.getName());
            if (value == null) {
                throw new IllegalArgumentException(raw.getSimpleName() + " lacks '" + component.getName() + "'");
            }
            Object part = decode(value, GenericTypes.component(component, type));
            values[index] = part == null ? null : shared(part);
        }
        return construct(form.constructor(), values);
    }

    private static RecordForm form(Class<?> type) {
        List<RecordComponent> components = List.of(GenericTypes.components(type));
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordForm(components, constructor);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object construct(Constructor<?> constructor, @Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(
                    constructor.getDeclaringClass().getSimpleName() + ": " + refused.getCause(), refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
