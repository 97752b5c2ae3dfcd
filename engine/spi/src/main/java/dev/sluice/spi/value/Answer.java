package dev.sluice.spi.value;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that is either known or depends on what a run will do. Used for whole facts and for parts of them (a file
 * whose size is known and whose modification time is not).
 */
public sealed interface Answer<V> {
    /** A known value. */
    record Known<V>(V value) implements Answer<V> {}

    /**
     * Not known before the run.
     *
     * @param reason what it depends on, as in {@link dev.sluice.spi.value.Unknown}
     */
    record Unknown<V>(String reason) implements Answer<V> {}

    static <V> Answer<V> of(V value) {
        return new Known<>(value);
    }

    static <V> Answer<V> unknown(String reason) {
        return new Unknown<>(reason);
    }

    default boolean isKnown() {
        return this instanceof Known;
    }

    /**
     * The value.
     *
     * @throws UnknownAnswerException if it is not known; the engine turns it into an undecided task, so a module that
     *     cannot decide without the value simply lets it pass
     */
    default V get() {
        if (this instanceof Known<V> known) {
            return known.value();
        }
        throw new UnknownAnswerException(((Unknown<V>) this).reason());
    }

    /** The value, or null if it is not known. */
    default @Nullable V orNull() {
        return this instanceof Known<V> known ? known.value() : null;
    }

    default <W> Answer<W> map(Function<? super V, ? extends W> function) {
        return this instanceof Known<V> known
                ? of(function.apply(known.value()))
                : unknown(((Unknown<V>) this).reason());
    }

    default <W> Answer<W> flatMap(Function<? super V, Answer<W>> function) {
        return this instanceof Known<V> known ? function.apply(known.value()) : unknown(((Unknown<V>) this).reason());
    }

    /** Whether it is known and equals the given value. An unknown answer throws, as {@link #get()} does. */
    default boolean is(Object value) {
        return get().equals(value);
    }

    /** As a value of the language: the value itself or an {@link dev.sluice.spi.value.Unknown}. */
    default Object toValue() {
        if (this instanceof Known<V> known) {
            return (Object) known.value();
        }
        return new dev.sluice.spi.value.Unknown(((Unknown<V>) this).reason());
    }
}
