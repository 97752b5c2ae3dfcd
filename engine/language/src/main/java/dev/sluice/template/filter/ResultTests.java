package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests of what a task registered: {@code result is failed}, {@code is changed}, {@code is skipped}. */
final class ResultTests implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.PARTS,
                "failed",
                "failure",
                "succeeded",
                "success",
                "successful",
                "changed",
                "change",
                "skipped",
                "skip",
                "unreachable",
                "reachable",
                "timedout",
                "started",
                "finished");
    }

    @Override
    public Object apply(Call call) {
        if (!(call.value() instanceof Map<?, ?> result)) {
            throw new OperationException(
                    "'" + call.name() + "' tests the result of a task, not a value of type '" + Types.name(call.value())
                            + "'",
                    "give the name under which the task was registered");
        }
        return switch (call.name()) {
            case "failed", "failure" -> is(call, result, "failed");
            case "succeeded", "success", "successful" -> !is(call, result, "failed");
            case "changed", "change" -> changed(call, result);
            case "skipped", "skip" -> is(call, result, "skipped");
            case "unreachable" -> is(call, result, "unreachable");
            case "reachable" -> !is(call, result, "unreachable");
            case "timedout" -> timedOut(call, result);
            case "started" -> is(call, result, "started");
            case "finished" -> is(call, result, "finished");
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static boolean is(Call call, Map<?, ?> result, String key) {
        return Types.truth(call.key(present(result.get(key))));
    }

    private static @Nullable Object present(@Nullable Object value) {
        return value instanceof Undefined ? null : value;
    }

    /** The result of a loop has changed if that of any item has. */
    private static boolean changed(Call call, Map<?, ?> result) {
        if (result.get("changed") == null && result.get("results") instanceof List<?> results) {
            Unknown undecided = null;
            for (Object each : results) {
                Object changed = each instanceof Map<?, ?> item ? item.get("changed") : null;
                if (changed instanceof Unknown unknown) {
                    undecided = unknown;
                } else if (Types.truth(present(changed))) {
                    return true;
                }
            }
            if (undecided != null) {
                throw new UnknownPart(undecided);
            }
            return false;
        }
        return is(call, result, "changed");
    }

    private static boolean timedOut(Call call, Map<?, ?> result) {
        Object timedOut = call.key(present(result.get("timedout")));
        return timedOut instanceof Map<?, ?> details ? Types.truth(details.get("period")) : Types.truth(timedOut);
    }
}
