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
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fails unless all conditions hold, as Ansible's {@code assert}. */
public final class AssertModule implements Module<AssertModule.Parameters> {
    @Description(
            value = "Fails unless every condition holds. In a check, a condition that is not known yet leaves the task"
                    + " undecided, unless another one fails for certain.",
            example = """
                    - assert:
                        that:
                          - room.rc == 0
                          - ansible_facts.memtotal_mb >= 4096
                        fail_msg: this host is too small
                    """,
            returns = {"msg: the message", "assertion: the condition that does not hold", "evaluated_to: its value"})
    record Parameters(
            @Parameter(value = "Conditions, as in `when`.", required = true)
            List<Evaluated> that,

            @Parameter(value = "What to say if one does not hold.", aliases = "msg") @Nullable
            Object fail_msg,

            @Parameter("What to say if all hold.") @Nullable Object success_msg,
            @Parameter("Whether to say less.") boolean quiet) {}

    @Override
    public String name() {
        return "assert";
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
        Optional<Unknown> undecided = Optional.empty();
        for (Evaluated condition : wanted.that()) {
            Object value = condition.value();
            if (value instanceof Unknown unknown) {
                undecided = undecided.or(() -> Optional.of(unknown));
            } else if (!holds(condition, value)) {
                throw failure(wanted, condition);
            }
        }
        if (undecided.isPresent()) {
            throw new UnknownAnswerException(undecided.get().reason());
        }
        return Plan.unchanged(
                Map.of("msg", wanted.success_msg() == null ? "All assertions passed" : wanted.success_msg()));
    }

    private static boolean holds(Evaluated condition, @Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Undefined undefined) {
            throw new TaskFailure("the assertion '" + condition.text() + "' uses '" + undefined.name()
                    + "', which is not defined" + (undefined.hint().isEmpty() ? "" : "; " + undefined.hint()));
        }
        throw new TaskFailure(
                "the assertion '" + condition.text() + "' is neither true nor false but " + value + "",
                "write a comparison or a test, e.g. '" + condition.text() + " | bool'");
    }

    private static TaskFailure failure(Parameters wanted, Evaluated condition) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("assertion", condition.text());
        values.put("evaluated_to", false);
        String message = wanted.fail_msg() == null ? "Assertion failed: " + condition.text() : text(wanted.fail_msg());
        values.put("msg", wanted.fail_msg() == null ? "Assertion failed" : wanted.fail_msg());
        return new TaskFailure(message, values);
    }

    private static String text(Object message) {
        return message instanceof List<?> lines
                ? String.join("\n", lines.stream().map(String::valueOf).toList())
                : String.valueOf(message);
    }
}
