package dev.sluice.cli;

import dev.sluice.spi.Risk;
import dev.sluice.state.Consent;
import dev.sluice.state.Setup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice apply}: shows the plan, asks once, carries it out. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Shows what would change, asks for confirmation once, and applies it.")
final class ApplyCommand implements Callable<Integer> {
    @Mixin
    RunArguments arguments = new RunArguments();

    @Option(
            names = {"-y", "--yes"},
            description = "Apply without asking for confirmation.")
    boolean yes;

    @Option(
            names = "--allow",
            paramLabel = "RISK",
            defaultValue = "disruptive",
            description = "The highest risk to allow: safe, disruptive (default) or destructive.")
    Risk allow = Risk.DISRUPTIVE;

    @Override
    public Integer call() {
        Workspace workspace = new Workspace(arguments);
        Optional<Setup> setup = workspace.load(new Consent(allow), List.of(), System.err);
        if (setup.isEmpty()) {
            return ExitCode.ERROR;
        }
        return new Execution(workspace, setup.get(), arguments, System.out).apply(yes);
    }
}
