package dev.sluice.modules.system.command;

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

/** Runs a line of shell, as Ansible's {@code shell}. */
public final class ShellModule implements Module<ShellModule.Parameters> {
    private final Clock clock;

    /**
     * @param clock tells when a command ended
     */
    public ShellModule(Clock clock) {
        this.clock = clock;
    }

    @Description(
            value = "Runs a line or a script in a shell. What it does and prints cannot be known in a check, unless the"
                    + " task says so with `creates`, `removes`, `read_only`, `predict` or `touches`.",
            example = """
                    - name: Count the exports
                      shell: exportfs -v | grep -c 10.0.20.0/24
                      read_only: true
                      register: exports
                    """,
            returns = {
                "cmd: the command",
                "rc: its exit code",
                "stdout: its output, without empty lines at the end",
                "stdout_lines: the output as a list of lines",
                "stderr: its error output",
                "stderr_lines: the error output as a list of lines",
                "start: when it started, in UTC; null if it did not run as a step",
                "end: when it ended",
                "delta: how long it took",
                "msg: empty, or why it failed"
            })
    record Parameters(
            @Parameter(value = "The script.", freeForm = true) @Nullable
            String cmd,

            @Parameter("The shell to use, as an absolute path; `/bin/sh` if not given.") @Nullable
            String executable,

            @Parameter("The directory where it runs; the user's home if not given.") @Nullable
            String chdir,

            @Parameter("A path or pattern; if something matches it, the command does not run.") @Nullable
            String creates,

            @Parameter("A path or pattern; if nothing matches it, the command does not run.") @Nullable
            String removes,

            @Parameter("What it reads from standard input.") @Nullable
            String stdin,

            @Parameter(value = "Whether a newline is added to `stdin`.", defaultValue = "true")
            boolean stdin_add_newline,

            @Parameter(Keywords.READ_ONLY) boolean read_only,

            @Parameter(value = Keywords.READS, split = true) @Nullable
            List<String> reads,

            @Parameter(Keywords.PREDICT) @Nullable Map<String, Object> predict,

            @Parameter(value = Keywords.TOUCHES, split = true) @Nullable
            List<String> touches) {}

    @Override
    public String name() {
        return "shell";
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
            throw new TaskFailure("no command given", "write it after 'shell:'");
        }
        String shell = wanted.executable();
        Conditions conditions = new Conditions(wanted.chdir(), wanted.creates(), wanted.removes());
        return new Execution(
                cmd,
                cmd,
                conditions.in(
                        shell == null ? Script.ofUser(cmd) : Script.of("exec {} -c {}", shell, Script.argument(cmd))),
                Keywords.input(wanted.stdin(), wanted.stdin_add_newline()),
                conditions,
                new Execution.Declared(wanted.read_only(), wanted.reads(), wanted.predict(), wanted.touches()),
                true);
    }
}
