package dev.sluice.modules.system.command;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.TaskFailure;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a line on the target as it stands, as Ansible's {@code raw}. */
public final class RawModule implements Module<RawModule.Parameters> {
    private final Clock clock;

    /**
     * @param clock tells when a command ended
     */
    public RawModule(Clock clock) {
        this.clock = clock;
    }

    @Description(
            value = "Runs a line on the target as it stands and registers its output as it came. Since no module here"
                    + " needs Python, it differs from `shell` only in what it registers.",
            example = "- raw: apk add openssh-sftp-server",
            returns = {
                "rc: its exit code",
                "stdout: its output",
                "stdout_lines: the output as a list of lines",
                "stderr: its error output",
                "stderr_lines: the error output as a list of lines",
                "msg: empty, or why it failed"
            })
    record Parameters(
            @Parameter(value = "The line.", freeForm = true) @Nullable
            String cmd,

            @Parameter("The shell to use, as an absolute path; `/bin/sh` if not given.") @Nullable
            String executable,

            @Parameter(Keywords.READ_ONLY) boolean read_only,

            @Parameter(value = Keywords.READS, split = true) @Nullable
            List<String> reads,

            @Parameter(Keywords.PREDICT) @Nullable Map<String, Object> predict,

            @Parameter(value = Keywords.TOUCHES, split = true) @Nullable
            List<String> touches) {}

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        return execution(wanted).plan(facts, clock);
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        return execution(wanted).effects(reason);
    }

    private static Execution execution(Parameters wanted) {
        String cmd = wanted.cmd();
        if (cmd == null || cmd.isBlank()) {
            throw new TaskFailure("no command given", "write it after 'raw:'");
        }
        String shell = wanted.executable();
        return new Execution(
                cmd,
                null,
                shell == null ? Script.ofUser(cmd) : Script.of("exec {} -c {}", shell, Script.argument(cmd)),
                Bytes.EMPTY,
                new Conditions(null, null, null),
                new Execution.Declared(wanted.read_only(), wanted.reads(), wanted.predict(), wanted.touches()),
                false);
    }
}
