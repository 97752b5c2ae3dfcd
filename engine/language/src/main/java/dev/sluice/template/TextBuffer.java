package dev.sluice.template;

import dev.sluice.python.Limits;
import dev.sluice.python.Parts;
import dev.sluice.python.Text;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.filter.Spread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text that a template has produced so far, and which parts of it are secret. */
final class TextBuffer {
    private final StringBuilder text = new StringBuilder();
    private final List<String> secrets = new ArrayList<>();
    private boolean muted;

    /** Whether text and expressions are left out, as after {@code extends}, where blocks and inclusions only are printed. */
    boolean isMuted() {
        return muted;
    }

    void mute(boolean value) {
        muted = value;
    }

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
        String appended = value == null ? "" : Text.of(Parts.revealed(value));
        if (value instanceof Secret secret && !secret.parts().isEmpty()) {
            secrets.addAll(secret.parts());
        } else if (parts.secret()) {
            secrets.add(appended);
        }
        append(appended);
    }

    String text() {
        return text.toString();
    }

    /** The text, as a secret if one is in it, whose parts are what the template put in. */
    Object value() {
        return secrets.isEmpty() ? text() : new Secret(text(), secrets);
    }
}
