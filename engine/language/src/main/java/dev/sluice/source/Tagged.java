package dev.sluice.source;

/**
 * A scalar whose tag asks for something that the reader cannot do: {@code !vault} (decrypt) or {@code !unsafe} (never
 * take it for a template); or a template of which no part may be shown, {@link #SECRET_TEMPLATE}.
 *
 * @param tag with its {@code !}
 * @param text the scalar's text
 * @param span where it stands
 */
public record Tagged(String tag, String text, Span span) {
    /** Stands in no file: the text is a template from an encrypted file, and what it gives is a secret. */
    public static final String SECRET_TEMPLATE = "!secret-template";

    public boolean isSecretTemplate() {
        return tag.equals(SECRET_TEMPLATE);
    }
}
