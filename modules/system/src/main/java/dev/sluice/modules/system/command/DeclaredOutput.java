package dev.sluice.modules.system.command;

import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Set;

/**
 * The output of a command of which the task says what it reads: nothing else alters it.
 *
 * @param output the command
 * @param reads absolute and normalized paths, sorted
 */
public record DeclaredOutput(CommandOutput output, List<String> reads)
        implements ShellFact<CommandOutput.Printed>, DerivedFact<CommandOutput.Printed> {
    public DeclaredOutput {
        reads = List.copyOf(reads);
    }

    /**
     * @param reads the paths as the task says them
     * @throws TaskFailure if one is not absolute
     */
    static DeclaredOutput of(CommandOutput output, List<String> reads) {
        for (String path : reads) {
            if (!path.startsWith("/")) {
                throw new TaskFailure("'reads' takes absolute paths, not '" + path + "'");
            }
        }
        return new DeclaredOutput(
                output,
                reads.stream().map(TargetPath::normalize).distinct().sorted().toList());
    }

    @Override
    public Set<Name> names() {
        return Name.paths(reads);
    }

    @Override
    public Reach sources() {
        return Reach.at(names());
    }

    @Override
    public Answer<CommandOutput.Printed> follow(Altered altered, Answer<CommandOutput.Printed> answer, World world) {
        return output.follow(altered, answer, world);
    }

    @Override
    public String describe() {
        return output.describe();
    }

    @Override
    public Script script() {
        return output.script();
    }

    @Override
    public CommandOutput.Printed parse(Output printed) {
        return output.parse(printed);
    }
}
