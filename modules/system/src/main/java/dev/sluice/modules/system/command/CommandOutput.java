package dev.sluice.modules.system.command;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Words;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashSet;
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
        implements ShellFact<CommandOutput.Printed>, DerivedFact<CommandOutput.Printed> {
    /**
     * What came back.
     *
     * @param rc its exit code
     * @param stdout its output
     * @param stderr its error output
     */
    public record Printed(int rc, Bytes stdout, Bytes stderr) {}

    @Override
    public Set<Name> names() {
        Set<Name> names = new LinkedHashSet<>();
        Words.of(label).forEach(word -> names.add(Name.pathOr("word", word)));
        return names;
    }

    @Override
    public String describe() {
        return Execution.output(label);
    }

    @Override
    public Script script() {
        Script run = Script.ofUser(command);
        return input.isEmpty() ? run : Script.of("printf %s {} | {\n{}\n}", Script.argument(input), run);
    }

    @Override
    public Printed parse(Output output) {
        return new Printed(output.exitCode(), output.stdout(), output.stderr());
    }

    @Override
    public Reach sources() {
        Independence independence = Independence.of(label);
        return independence.evident() ? Reach.at(Name.paths(independence.files())) : Reach.everything();
    }

    @Override
    public Answer<Printed> follow(Altered altered, Answer<Printed> answer, World world) {
        return Answer.unknown(describe() + " after a change of " + altered.first());
    }
}
