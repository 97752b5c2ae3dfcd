package dev.sluice.testing;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.value.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a record of parameters from plain values in the simplest way, apart from the engine's own binder. */
final class Parameters {
    private Parameters() {}

    static <P extends Record> P bind(Class<P> type, Map<String, Object> arguments) {
        RecordComponent[] components = type.getRecordComponents();
        Map<String, Object> left = new LinkedHashMap<>(arguments);
        Object[] values = new Object[components.length];
        for (int index = 0; index < components.length; index++) {
            values[index] = component(components[index], left);
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no parameter " + left.keySet());
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<P> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException wrong) {
            throw new IllegalArgumentException(wrong.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Object component(RecordComponent component, Map<String, Object> arguments) {
        Parameter parameter = component.getAnnotation(Parameter.class);
        List<String> names = new ArrayList<>();
        names.add(parameter.name().isEmpty() ? component.getName() : parameter.name());
        names.addAll(List.of(parameter.aliases()));
        for (String name : names) {
            if (arguments.containsKey(name)) {
                Object value = value(component.getGenericType(), arguments.remove(name), parameter.split());
                return parameter.secret() && component.getType() == Object.class ? Secret.of(value) : value;
            }
        }
        if (parameter.required()) {
            throw new IllegalArgumentException("parameter '" + names.get(0) + "' is required");
        }
        if (component.getType() == boolean.class && parameter.defaultValue().isEmpty()) {
            return false;
        }
        return parameter.defaultValue().isEmpty()
                ? null
                : value(component.getGenericType(), parameter.defaultValue(), parameter.split());
    }

    private static Object value(Type type, Object value, boolean split) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return value instanceof Map<?, ?> map ? map(map, last) : list(value, last, split);
        }
        return value == null || type == Object.class ? value : plain((Class<?>) type, value);
    }

    private static Map<String, Object> map(Map<?, ?> map, Type of) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put((String) key, value(of, value, false)));
        return values;
    }

    private static List<Object> list(Object value, Type of, boolean split) {
        List<?> items = value instanceof List<?> many
                ? many
                : split && value instanceof String text ? List.of(text.split("\\s*,\\s*")) : List.of(value);
        return new ArrayList<>(
                items.stream().map(item -> value(of, item, false)).toList());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class decides
    private static Object plain(Class<?> type, Object value) {
        String text = value.toString();
        if (type.isRecord() && value instanceof Map<?, ?> map) {
            return bind((Class<? extends Record>) type, (Map<String, Object>) map);
        }
        if (type.isEnum()) {
            return Enum.valueOf(
                    (Class<Enum>) type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        if (type == boolean.class || type == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == ByteSize.class) {
            return ByteSize.parse(text);
        }
        return type == FileMode.class ? new FileMode(text) : text;
    }
}
