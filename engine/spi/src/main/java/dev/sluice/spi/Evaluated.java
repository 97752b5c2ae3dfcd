package dev.sluice.spi;

import org.jspecify.annotations.Nullable;

/**
 * A parameter that is an expression without braces, such as {@code debug}'s {@code var} and {@code assert}'s
 * {@code that}.
 *
 * @param text the expression as written
 * @param value its value; an {@link dev.sluice.spi.value.Unknown} if undecided, {@link dev.sluice.spi.value.Undefined} if
 *     a name in it is not defined
 */
public record Evaluated(String text, @Nullable Object value) {}
