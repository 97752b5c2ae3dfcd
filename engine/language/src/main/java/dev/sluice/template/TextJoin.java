package dev.sluice.template;

import dev.sluice.python.Limits;
import dev.sluice.python.Parts;
import dev.sluice.python.PercentFormat;
import dev.sluice.python.Text;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.filter.Spread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one text of several values: unknown if any part is unknown, secret if any part is secret. */
final class TextJoin {
    private TextJoin() {}

    static @Nullable Object of(List<Object> values) {
        StringBuilder out = new StringBuilder();
        Unknown unknown = null;
        boolean secret = false;
        for (Object value : values) {
            if (value == Spread.NOTHING) {
                continue;
            }
            Parts parts = Parts.of(value);
            requireDefined(parts);
            unknown = unknown == null ? parts.unknown() : unknown;
            secret |= parts.secret();
            out.append(unknown == null ? Text.of(Parts.revealed(value)) : "");
            Limits.checkText(out.length());
        }
        return unknown != null ? unknown : secret ? Secret.of(out.toString()) : out.toString();
    }

    static @Nullable Object format(String pattern, @Nullable Object values) {
        Parts parts = Parts.of(values);
        requireDefined(parts);
        if (parts.unknown() != null) {
            return parts.unknown();
        }
        String text = PercentFormat.apply(pattern, Parts.revealed(values));
        return parts.secret() ? Secret.of(text) : text;
    }

    private static void requireDefined(Parts parts) {
        Undefined undefined = parts.undefined();
        if (undefined != null) {
            throw Spread.undefined(undefined);
        }
    }
}
