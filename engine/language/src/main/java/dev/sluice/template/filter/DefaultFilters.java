package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that ask whether a value is there at all. */
final class DefaultFilters implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.RAW,
                "default(default_value?, boolean?)",
                "d(default_value?, boolean?)",
                "mandatory(msg?)",
                "ternary(true_val, false_val, none_val?)",
                "type_debug");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "default", "d" -> otherwise(call);
            case "mandatory" -> mandatory(call);
            case "ternary" -> ternary(call);
            case "type_debug" -> Types.name(call.value());
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    /** An unknown value stays: it will be there, and whether it will be empty cannot be told. */
    private static @Nullable Object otherwise(Call call) {
        boolean missing = call.value() instanceof Undefined;
        boolean empty = call.flag("boolean", false) && !Types.truth(call.value());
        return missing || empty ? call.get("default_value", "") : call.value();
    }

    private static @Nullable Object mandatory(Call call) {
        if (call.value() instanceof Undefined undefined) {
            String name = undefined.name();
            throw new OperationException(
                    call.text("msg", "Mandatory variable '" + name + "' not defined."), undefined.hint());
        }
        return call.value();
    }

    private static @Nullable Object ternary(Call call) {
        if (call.value() instanceof Unknown unknown) {
            return unknown;
        } else if (call.value() instanceof Undefined undefined) {
            throw Spread.undefined(undefined);
        } else if (call.value() == null && call.get("none_val") != null) {
            return call.get("none_val");
        }
        return call.get(Types.truth(call.value()) ? "true_val" : "false_val");
    }
}
