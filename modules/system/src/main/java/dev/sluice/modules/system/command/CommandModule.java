package dev.sluice.modules.system.command;

import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a program without a shell, as Ansible's {@code command}. */
public final class CommandModule implements Module<CommandModule.Parameters> {
    private final Clock clock;

    /**
     * @param clock tells when a command ended
     */
    public CommandModule(Clock clock) {
        this.clock = clock;
    }

    @Description(
            value =
                    "Runs a program without a shell. What it does and prints cannot be known in a check, unless the task"
                            + " says so with `creates`, `removes`, `read_only`, `predict` or `touches`.",
            example = """
                    - name: See whether the group has room
                      command: vgs --noheadings -o vg_free ssd
                      read_only: true
                      register: room
                    """,
            returns = {
                "cmd: the words of the command",
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
            @Parameter(
                    value = "The command line. Quotes and backslashes as in a shell; variables and a leading `~` are"
                            + " replaced, nothing else is special.",
                    freeForm = true)
            @Nullable
            String cmd,

            @Parameter("The command as a list of words, instead of `cmd`.") @Nullable
            List<String> argv,

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

            @Parameter(value = "Whether empty lines at the end of the output are left out.", defaultValue = "true")
            boolean strip_empty_ends,

            @Parameter(
                    value = "Whether `$NAME` in the words is replaced by a variable of the target's environment.",
                    defaultValue = "true")
            boolean expand_argument_vars,

            @Parameter(Keywords.READ_ONLY) boolean read_only,

            @Parameter(value = Keywords.READS, split = true) @Nullable
            List<String> reads,

            @Parameter(Keywords.PREDICT) @Nullable Map<String, Object> predict,

            @Parameter(value = Keywords.TOUCHES, split = true) @Nullable
            List<String> touches) {}

    @Override
    public String name() {
        return "command";
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
        if (wanted.cmd() != null && wanted.argv() != null) {
            throw new TaskFailure("a command is given both as a line and as argv", "give one of them");
        }
        List<String> words = wanted.argv() != null ? wanted.argv() : Words.of(wanted.cmd() == null ? "" : wanted.cmd());
        if (words.isEmpty()) {
            throw new TaskFailure("no command given", "write it after 'command:', or as argv");
        }
        Conditions conditions = new Conditions(wanted.chdir(), wanted.creates(), wanted.removes());
        return new Execution(
                wanted.cmd() == null ? String.join(" ", words) : wanted.cmd(),
                words,
                conditions.in(CommandLine.script(words, wanted.expand_argument_vars())),
                Keywords.input(wanted.stdin(), wanted.stdin_add_newline()),
                conditions,
                new Execution.Declared(wanted.read_only(), wanted.reads(), wanted.predict(), wanted.touches()),
                wanted.strip_empty_ends());
    }
}
