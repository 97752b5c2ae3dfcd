package dev.sluice.modules.system.command;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.DependentFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Output;
import dev.sluice.spi.Shell;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Set;

/**
 * What a command that alters nothing prints. It may depend on anything, so once the run has changed something it is
 * unknown; only a command that evidently reads nothing but some files stays known as long as these stay as they are.
 *
 * @param command the command for a POSIX shell
 * @param input what it reads from standard input
 * @param label the command as written, for messages
 */
public record CommandOutput(String command, String input, String label)
        implements ShellFact<CommandOutput.Printed>, DependentFact<CommandOutput.Printed> {
    /**
     * What came back.
     *
     * @param rc its exit code
     * @param stdout its output
     * @param stderr its error output
     */
    public record Printed(int rc, Bytes stdout, Bytes stderr) {}

    @Override
    public Set<String> names() {
        return SuspectedEffect.namesIn(label);
    }

    @Override
    public String describe() {
        return Execution.output(label);
    }

    @Override
    public String script() {
        return input.isEmpty() ? command : "printf %s " + Shell.quote(input) + " | {\n" + command + "\n}";
    }

    @Override
    public Printed parse(Output output) {
        return new Printed(output.exitCode(), output.stdout(), output.stderr());
    }

    @Override
    public Answer<Printed> follow(Effect effect, Answer<Printed> answer, World world) {
        if (!answer.isKnown()) {
            return answer;
        }
        Set<String> altered = SuspectedEffect.alteredBy(effect);
        if (altered.isEmpty() || Independence.of(label).from(altered)) {
            return answer;
        }
        return Answer.unknown(describe() + " after a change of "
                + altered.stream().sorted().findFirst().orElseThrow());
    }
}
