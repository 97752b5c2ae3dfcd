package dev.sluice.connection.facts;

import dev.sluice.spi.Fact;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out the types of answers and of their parts. */
final class GenericTypes {
    private GenericTypes() {}

    /** A class with known arguments. */
    private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }

    /**
     * The type of a question's answer. Where a question wraps another one ({@code Outer<V>(Fact<V> inner)}), the answer
     * of that one decides.
     */
    static Type answerOf(Fact<?> fact) {
        Type answer = answerOf(fact.getClass());
        return substitute(answer, innerAnswers(fact));
    }

    /** The type of an answer as far as the class of the question says it. */
    static Type answerOf(Class<?> fact) {
        Type found = find(fact, Fact.class);
        if (found instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[0];
        }
        throw new IllegalArgumentException(fact.getName() + " does not say what its answer is");
    }

    private static Map<TypeVariable<?>, Type> innerAnswers(Fact<?> fact) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        for (RecordComponent component : components(fact.getClass())) {
            if (component.getGenericType() instanceof ParameterizedType type
                    && Fact.class.isAssignableFrom(raw(type))
                    && type.getActualTypeArguments()[0] instanceof TypeVariable<?> variable) {
                bindings.put(variable, answerOf((Fact<?>) read(component, fact)));
            }
        }
        return bindings;
    }

    /** The type of a record's component where the record itself is used with the given type. */
    static Type component(RecordComponent component, Type owner) {
        return substitute(component.getGenericType(), bindings(owner));
    }

    /** An argument of a parameterized type; {@code Object} if it is used raw. */
    static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        throw new IllegalArgumentException("an answer cannot contain a " + type);
    }

    static RecordComponent[] components(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(record.getName() + " is not a record");
        }
        return components;
    }

    static Object read(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException unreadable) {
            throw new IllegalStateException("cannot read " + component, unreadable);
        }
    }

    private static @Nullable Type find(Type type, Class<?> wanted) {
        if (raw(type) == wanted) {
            return type;
        }
        Map<TypeVariable<?>, Type> bindings = bindings(type);
        for (Type parent : raw(type).getGenericInterfaces()) {
            Type found = find(substitute(parent, bindings), wanted);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Map<TypeVariable<?>, Type> bindings(Type type) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        if (type instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = raw(type).getTypeParameters();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int index = 0; index < variables.length; index++) {
                bindings.put(variables[index], arguments[index]);
            }
        }
        return bindings;
    }

    private static Type substitute(Type type, Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof TypeVariable<?> variable) {
            return bindings.getOrDefault(variable, type);
        }
        if (type instanceof ParameterizedType parameterized && !bindings.isEmpty()) {
            return new Parameterized(
                    raw(type),
                    Arrays.stream(parameterized.getActualTypeArguments())
                            .map(argument -> substitute(argument, bindings))
                            .toList());
        }
        return type;
    }
}
