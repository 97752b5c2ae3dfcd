package dev.sluice.bind;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Evaluated;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Suggestions;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a parameter accepts; see {@link dev.sluice.spi.Parameter}. */
public sealed interface ParameterType {
    /** As a reference names it, e.g. {@code list of text}. */
    String describe();

    /** Whether it takes expressions, whose values are only known when they are evaluated. */
    default boolean hasExpressions() {
        return false;
    }

    /** A text; numbers and booleans are turned into one. */
    record Text() implements ParameterType {
        @Override
        public String describe() {
            return "text";
        }
    }

    /** A boolean; {@code yes/no/on/off/1/0} and the like are accepted. */
    record Truth() implements ParameterType {
        @Override
        public String describe() {
            return "boolean";
        }
    }

    /** An integer of 32 or 64 bits. */
    record Whole(boolean wide) implements ParameterType {
        @Override
        public String describe() {
            return "integer";
        }
    }

    /** A floating-point number. */
    record Decimal() implements ParameterType {
        @Override
        public String describe() {
            return "number";
        }
    }

    /** Permission bits. */
    record Mode() implements ParameterType {
        @Override
        public String describe() {
            return "file mode";
        }
    }

    /** A number of bytes. */
    record Size() implements ParameterType {
        @Override
        public String describe() {
            return "size";
        }
    }

    /** One of a few words. */
    record Choice(Class<? extends Enum<?>> type) implements ParameterType {
        @Override
        public String describe() {
            return "one of " + String.join(", ", words());
        }

        /** The words as runbooks write them, in the order of the enum. */
        public List<String> words() {
            return Arrays.stream(type.getEnumConstants()).map(Choice::word).toList();
        }

        /** The constant that a word names. */
        Optional<Enum<?>> find(String word) {
            for (Enum<?> constant : type.getEnumConstants()) {
                if (word(constant).equals(word.replace('-', '_'))) {
                    return Optional.of(constant);
                }
            }
            return Optional.empty();
        }

        String didYouMean(String word) {
            return Suggestions.didYouMean(word, words());
        }

        /** The word of a constant: its name in lower case. */
        static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A list. */
    record ListOf(ParameterType item) implements ParameterType {
        @Override
        public boolean hasExpressions() {
            return item.hasExpressions();
        }

        @Override
        public String describe() {
            return item instanceof Anything ? "list" : "list of " + item.describe();
        }
    }

    /** A mapping. */
    record MapOf(ParameterType value) implements ParameterType {
        @Override
        public boolean hasExpressions() {
            return value.hasExpressions();
        }

        @Override
        public String describe() {
            return value instanceof Anything ? "mapping" : "mapping to " + value.describe();
        }
    }

    /** Any value of the language. */
    record Anything() implements ParameterType {
        @Override
        public String describe() {
            return "any value";
        }
    }

    /** An expression without braces. */
    record Expression() implements ParameterType {
        @Override
        public boolean hasExpressions() {
            return true;
        }

        @Override
        public String describe() {
            return "expression";
        }
    }

    /** A mapping with parameters of its own. */
    record Nested(Class<? extends Record> type) implements ParameterType {
        @Override
        public boolean hasExpressions() {
            return model().parameters().stream()
                    .anyMatch(parameter -> parameter.type().hasExpressions());
        }

        @Override
        public String describe() {
            return "mapping with "
                    + String.join(
                            ", ",
                            model().parameters().stream()
                                    .map(ParameterInfo::name)
                                    .toList());
        }

        public ParameterModel<?> model() {
            return ParameterModel.of(type);
        }
    }

    /**
     * The type of a component.
     *
     * @throws IllegalArgumentException if parameters cannot have that type
     */
    static ParameterType of(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            if (parameterized.getRawType() == List.class) {
                return new ListOf(of(arguments[0]));
            }
            if (parameterized.getRawType() == Map.class && arguments[0] == String.class) {
                return new MapOf(of(arguments[1]));
            }
        } else if (type instanceof Class<?> raw) {
            return ofClass(raw);
        }
        throw new IllegalArgumentException("a parameter cannot be a " + type.getTypeName());
    }

    private static ParameterType ofClass(Class<?> type) {
        if (type == String.class) {
            return new Text();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Truth();
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return new Whole(type == long.class || type == Long.class);
        }
        if (type == double.class || type == Double.class) {
            return new Decimal();
        }
        if (type == FileMode.class) {
            return new Mode();
        }
        if (type == ByteSize.class) {
            return new Size();
        }
        if (type == Evaluated.class) {
            return new Expression();
        }
        if (type == Object.class) {
            return new Anything();
        }
        if (type.isEnum()) {
            @SuppressWarnings("unchecked") // isEnum says so
            Class<? extends Enum<?>> constants = (Class<? extends Enum<?>>) type;
            return new Choice(constants);
        }
        if (type.isRecord()) {
            return new Nested(type.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("a parameter cannot be a " + type.getName());
    }
}
