package dev.sluice.inventory;

import dev.sluice.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * The value of a variable and its place.
 *
 * @param value a value of the language; texts in it may be templates, and a {@link dev.sluice.source.Tagged} stands where
 *     {@code !vault} or {@code !unsafe} is written
 * @param span where the value is written; null if it comes from a program or an encrypted file
 */
public record Variable(@Nullable Object value, @Nullable Span span) {}
