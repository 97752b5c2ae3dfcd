package dev.sluice.modules.system.flow;

import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.Map;

/** Sees whether the target answers, as Ansible's {@code ping}. */
public final class PingModule implements Module<PingModule.Parameters> {
    @Description(
            value = "Logs in and runs a shell, nothing more. It does not use ICMP.",
            example = "- ping:",
            returns = "ping: the text given in `data`")
    record Parameters(
            @Parameter(value = "What to answer; `crash` fails.", defaultValue = "pong")
            String data) {}

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean altersNothing() {
        return true;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        if ("crash".equals(wanted.data())) {
            throw new TaskFailure("crashed as data: crash asks for");
        }
        facts.get(new ShellAnswers());
        return Plan.unchanged(Map.of("ping", wanted.data()));
    }
}
