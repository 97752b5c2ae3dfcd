package dev.sluice.source;

/**
 * A scalar whose tag asks for something that the reader cannot do: {@code !vault} (decrypt) or {@code !unsafe} (never
 * take it for a template).
 *
 * @param tag with its {@code !}
 * @param text the scalar's text
 * @param span where it stands
 */
public record Tagged(String tag, String text, Span span) {}
