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

/** Runs a script of the controller on the target, as Ansible's {@code script}. */
public final class ScriptModule implements Module<ScriptModule.Parameters> {
    private final Clock clock;

    /**
     * @param clock tells when a command ended
     */
    public ScriptModule(Clock clock) {
        this.clock = clock;
    }

    @Description(
            value = "Copies a script to the target, runs it and removes it again.",
            example = """
                    - script: verify-shares.sh /srv/nfs
                      read_only: true
                    """,
            returns = {
                "rc: its exit code",
                "stdout: its output",
                "stdout_lines: the output as a list of lines",
                "stderr: its error output",
                "stderr_lines: the error output as a list of lines",
                "msg: empty, or why it failed"
            })
    record Parameters(
            @Parameter(
                    value = "The script, looked for where the runbook's files are, and its arguments.",
                    freeForm = true)
            @Nullable
            String cmd,

            @Parameter("A program that reads the script, e.g. `python3`; without it the script's `#!` line decides.")
            @Nullable
            String executable,

            @Parameter("The directory where it runs; the user's home if not given.") @Nullable
            String chdir,

            @Parameter("A path or pattern on the target; if something matches it, the script does not run.") @Nullable
            String creates,

            @Parameter("A path or pattern on the target; if nothing matches it, the script does not run.") @Nullable
            String removes,

            @Parameter(Keywords.READ_ONLY) boolean read_only,

            @Parameter(value = Keywords.READS, split = true) @Nullable
            List<String> reads,

            @Parameter(Keywords.PREDICT) @Nullable Map<String, Object> predict,

            @Parameter(value = Keywords.TOUCHES, split = true) @Nullable
            List<String> touches) {}

    @Override
    public String name() {
        return "script";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        String reason = conditions(wanted).reasonToSkip(facts);
        if (reason != null) {
            return Plan.skip(
                    reason + ", matching " + (reason.endsWith(" exists") ? "creates" : "removes") + " option",
                    Map.of());
        }
        String file = facts.controller().find(words(wanted).get(0), "files");
        return execution(wanted, facts.controller().read(file)).plan(facts, clock);
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        return execution(wanted, Bytes.EMPTY).effects(reason);
    }

    private static List<String> words(Parameters wanted) {
        List<String> words = Words.of(wanted.cmd() == null ? "" : wanted.cmd());
        if (words.isEmpty()) {
            throw new TaskFailure("no script given", "write its name after 'script:'");
        }
        return words;
    }

    private static Conditions conditions(Parameters wanted) {
        return new Conditions(wanted.chdir(), wanted.creates(), wanted.removes());
    }

    private static Execution execution(Parameters wanted, Bytes content) {
        List<String> words = words(wanted);
        String name = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
        Conditions conditions = conditions(wanted);
        Script program = wanted.executable() == null ? Script.of("") : Script.of("{} ", wanted.executable());
        List<Script> arguments =
                words.subList(1, words.size()).stream().map(Script::argument).toList();
        Script run = Script.of("{}\"$d\"/{} {}", program, name, arguments);
        Script script = Script.of("""
                d=$(mktemp -d) || exit 126
                trap 'rm -rf "$d"' EXIT
                cat >"$d"/{} && chmod 700 "$d"/{} || exit 126
                {} </dev/null
                """, name, name, conditions.in(run));
        return new Execution(
                wanted.cmd() == null ? name : wanted.cmd(),
                null,
                script,
                content,
                conditions,
                new Execution.Declared(wanted.read_only(), wanted.reads(), wanted.predict(), wanted.touches()),
                false);
    }
}
