package dev.sluice.modules.system.flow;

import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Protocol;
import java.util.List;
import java.util.Set;

/** Fails, as Ansible's {@code fail}. */
public final class FailModule implements Module<FailModule.Parameters> {
    @Description(value = "Fails with a message. Useful with `when`.", example = """
                    - fail: msg="{{ inventory_hostname }} still serves shares"
                      when: exports.stdout != '0'
                    """, returns = "msg: the message")
    record Parameters(
            @Parameter(value = "Why.", defaultValue = "Failed as requested from task")
            String msg) {}

    @Override
    public String name() {
        return "fail";
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
        throw new TaskFailure(wanted.msg());
    }

    @Override
    public List<dev.sluice.spi.Effect> undecided(Parameters wanted, String reason) {
        return List.of();
    }
}
