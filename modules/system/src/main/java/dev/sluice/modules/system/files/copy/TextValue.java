package dev.sluice.modules.system.files.copy;

import dev.sluice.python.JsonText;
import dev.sluice.python.Text;
import dev.sluice.spi.value.Unknown;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the language as the content of a file. */
final class TextValue {
    private TextValue() {}

    /** A text as it is; anything else as JSON in the form of Python's {@code json.dumps}. */
    static String of(@Nullable Object value) {
        boolean structured = value instanceof List || value instanceof Map;
        return value == null ? "" : structured ? JsonText.of(value, JsonText.Layout.LINE) : Text.of(value);
    }

    /** Whether no part of a value is unknown. */
    static boolean isKnown(@Nullable Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().allMatch(TextValue::isKnown);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(TextValue::isKnown);
        }
        return !(value instanceof Unknown);
    }
}
