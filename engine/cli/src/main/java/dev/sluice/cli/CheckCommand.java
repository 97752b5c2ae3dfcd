package dev.sluice.cli;

import dev.sluice.journal.Mode;
import dev.sluice.state.Consent;
import dev.sluice.state.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice check}: says what an apply would do, and touches nothing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Shows what an apply would do, task by task, without changing anything.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    RunArguments arguments = new RunArguments();

    @Option(
            names = "--facts",
            paramLabel = "FILE",
            description = "Check against facts recorded with 'sluice facts record', without connecting to any host.")
    List<Path> facts = new ArrayList<>();

    @Override
    public Integer call() {
        Workspace workspace = new Workspace(arguments);
        Optional<Setup> setup = workspace.load(Consent.USUAL, facts, System.err);
        if (setup.isEmpty()) {
            return ExitCode.ERROR;
        }
        return new Execution(workspace, setup.get(), arguments, System.out).check(Mode.CHECK);
    }
}
