package dev.sluice.template.filter;

import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.Parts;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One application of a filter or test: the value in front of it and its arguments by name. */
final class Call {
    private final Signature signature;
    private final FilterContext context;
    private final @Nullable Object value;
    private final List<Object> positional;
    private final Map<String, Object> named;
    private final Map<String, Object> bound;
    private boolean secret;

    Call(
            Signature signature,
            FilterContext context,
            @Nullable Object value,
            List<Object> positional,
            Map<String, Object> named) {
        this.signature = signature;
        this.context = context;
        this.value = value;
        this.positional = positional;
        this.named = named;
        this.bound = signature.bind(positional, named);
    }

    String name() {
        return signature.name();
    }

    FilterContext context() {
        return context;
    }

    @Nullable
    Object value() {
        return value;
    }

    /** The value as text; anything has one. */
    String text() {
        return Text.of(value);
    }

    /** The items of the value, which must be iterable. */
    List<Object> items() {
        return Types.items(value);
    }

    Map<?, ?> map() {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new OperationException(
                "'" + name() + "' needs a mapping, not a value of type '" + Types.name(value) + "'");
    }

    boolean has(String parameter) {
        return bound.containsKey(parameter);
    }

    @Nullable
    Object get(String parameter) {
        return bound.get(parameter);
    }

    /** The argument, or the default if it is not given. */
    @Nullable
    Object get(String parameter, @Nullable Object otherwise) {
        return has(parameter) ? bound.get(parameter) : otherwise;
    }

    boolean flag(String parameter, boolean otherwise) {
        return has(parameter) ? Types.truth(bound.get(parameter)) : otherwise;
    }

    String text(String parameter) {
        return Text.of(bound.get(parameter));
    }

    String text(String parameter, String otherwise) {
        Object argument = bound.get(parameter);
        return argument == null ? otherwise : Text.of(argument);
    }

    @Nullable
    String optionalText(String parameter) {
        Object argument = bound.get(parameter);
        return argument == null ? null : Text.of(argument);
    }

    long integer(String parameter, long otherwise) {
        Object argument = bound.get(parameter);
        if (argument == null) {
            return otherwise;
        } else if (Types.isInteger(argument) || argument instanceof Boolean) {
            return Numbers.integer(argument).longValue();
        }
        throw new OperationException(
                "'" + name() + "' needs a whole number as '" + parameter + "', not a value of type '"
                        + Types.name(argument) + "'",
                "convert it with '| int'");
    }

    List<Object> items(String parameter) {
        return Types.items(bound.get(parameter));
    }

    /** The positional arguments after those that have a name. */
    List<Object> rest() {
        int from = Math.min(signature.parameters().size(), positional.size());
        return positional.subList(from, positional.size());
    }

    List<Object> positional() {
        return positional;
    }

    /** The named arguments as they were written, also those without a parameter. */
    Map<String, Object> named() {
        return named;
    }

    /**
     * A part in the clear, on which the result is computed: the result is secret if the part is.
     *
     * @throws UnknownPart if anything in it is unknown
     */
    @Nullable
    Object plain(@Nullable Object part) {
        Parts parts = Parts.of(part);
        secret |= parts.secret();
        return clear(part, parts);
    }

    /**
     * A part in the clear, by which something is decided: the result does not show it.
     *
     * @throws UnknownPart if anything in it is unknown
     */
    @Nullable
    Object key(@Nullable Object part) {
        return clear(part, Parts.of(part));
    }

    private static @Nullable Object clear(@Nullable Object part, Parts parts) {
        Undefined undefined = parts.undefined();
        if (parts.unknown() != null) {
            throw new UnknownPart(parts.unknown());
        } else if (undefined != null) {
            throw Spread.undefined(undefined);
        }
        return parts.secret() ? Parts.revealed(part) : part;
    }

    boolean secret() {
        return secret;
    }
}
