package dev.sluice.modules.system.flow;

import dev.sluice.spi.Description;
import dev.sluice.spi.Evaluated;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.value.Undefined;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows a message or a value, as Ansible's {@code debug}. */
public final class DebugModule implements Module<DebugModule.Parameters> {
    @Description(
            value =
                    "Shows a message or the value of an expression. In a check, what is not known yet is shown as such.",
            example = "- debug: var=room.stdout_lines",
            returns = "msg: the message; for `var` the value, under the expression's own text")
    record Parameters(
            @Parameter(value = "What to show: a text or any other value.", defaultValue = "Hello world!") @Nullable
            Object msg,

            @Parameter("An expression, without braces, whose value is shown instead of `msg`.") @Nullable
            Evaluated var,

            @Parameter(value = "Shown only from this level of `-v` on.", defaultValue = "0")
            int verbosity) {}

    @Override
    public String name() {
        return "debug";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Set<Protocol> needs() {
        return Set.of();
    }

    @Override
    public boolean altersNothing() {
        return true;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        if (wanted.var() != null && wanted.msg() != null && !"Hello world!".equals(wanted.msg())) {
            throw new TaskFailure("debug shows either msg or var, not both", "use two tasks");
        }
        if (wanted.verbosity() > level(facts)) {
            return Plan.skip("Verbosity threshold not met.", Map.of());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        if (wanted.var() == null) {
            values.put("msg", wanted.msg());
        } else {
            Object value = wanted.var().value();
            values.put(
                    wanted.var().text(),
                    value instanceof Undefined undefined
                            ? "VARIABLE IS NOT DEFINED!: '" + undefined.name() + "' is undefined"
                            : value);
        }
        return Plan.unchanged(values).withValuesShown();
    }

    private static long level(Facts facts) {
        return facts.target().variables().get("ansible_verbosity") instanceof Number level ? level.longValue() : 0;
    }
}
