package dev.sluice.template;

import dev.sluice.python.Limits;
import dev.sluice.python.Parts;
import dev.sluice.python.Text;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.filter.Spread;
import org.jspecify.annotations.Nullable;

/** The text that a template has produced so far, and whether a secret is in it. */
final class TextBuffer {
    private final StringBuilder text = new StringBuilder();
    private boolean secret;

    void append(String plain) {
        text.append(plain);
        Limits.checkText(text.length());
    }

    /** Appends a value's text; none prints as nothing, as Ansible has it. */
    void appendValue(@Nullable Object value) {
        Parts parts = Parts.of(value);
        Undefined undefined = parts.undefined();
        if (undefined != null) {
            throw Spread.undefined(undefined);
        } else if (parts.unknown() != null) {
            throw new UnknownOutput(parts.unknown());
        }
        secret |= parts.secret();
        append(value == null ? "" : Text.of(Parts.revealed(value)));
    }

    String text() {
        return text.toString();
    }

    /** The text, as a secret if one is in it. */
    Object value() {
        return secret ? Secret.of(text()) : text();
    }
}
