package dev.sluice.cli;

import dev.sluice.connection.facts.FactFile;
import dev.sluice.connection.facts.FactFileException;
import dev.sluice.connection.facts.FactStore;
import dev.sluice.journal.Events;
import dev.sluice.journal.Journal;
import dev.sluice.journal.Mode;
import dev.sluice.journal.RunSummary;
import dev.sluice.overlay.Memory;
import dev.sluice.overlay.Question;
import dev.sluice.run.Run;
import dev.sluice.source.SecretKeys;
import dev.sluice.spi.value.Answer;
import dev.sluice.state.Cancellation;
import dev.sluice.state.Consent;
import dev.sluice.state.Setup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice facts}: records what runbooks need to know about their targets. */
@Command(
        name = "facts",
        mixinStandardHelpOptions = true,
        description = "Records what runbooks need to know about their targets, for checks without access.",
        subcommands = FactsCommand.Recording.class)
final class FactsCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandSpec known = Objects.requireNonNull(spec);
        known.commandLine().usage(known.commandLine().getOut());
    }

    /** {@code sluice facts record}. */
    @Command(
            name = "record",
            mixinStandardHelpOptions = true,
            description = "Checks runbooks against their real targets and writes everything that was read to a file."
                    + " Secrets are left out. 'sluice check --facts FILE' then checks without connecting to any host, and an"
                    + " inventory with 'sandbox_facts: FILE' simulates the targets.")
    static final class Recording implements Callable<Integer> {
        @Mixin
        RunArguments arguments = new RunArguments();

        @Option(names = "--to", paramLabel = "FILE", required = true, description = "The file to write.")
        Path file = Path.of("facts.json");

        @Override
        public Integer call() {
            Workspace workspace = new Workspace(arguments);
            Optional<Setup> setup = workspace.load(Consent.USUAL, List.of(), System.err);
            if (setup.isEmpty()) {
                return ExitCode.ERROR;
            }
            Cancellation cancellation = new Cancellation();
            StopRequests requests = new StopRequests(Mode.CHECK, cancellation);
            try (Run run = Run.ofCheck(setup.get(), cancellation)) {
                RunReport report = new RunReport(arguments, System.out, workspace.clock());
                Events events = new Events(Journal.NONE, workspace.redactor(), List.of(report, requests));
                requests.listen(events, message -> Interrupts.leave("sluice: " + message));
                RunSummary.Outcome outcome = run.pass(Mode.CHECK, events);
                requests.end();
                report.close();
                return written(workspace, run, outcome);
            } finally {
                setup.get().connections().close();
            }
        }

        /** A record has no room for environments: what was answered differently with another one is left out. */
        private static List<Memory.Answered> unambiguous(List<Memory.Answered> answers) {
            Map<Question, Set<Answer<?>>> found = new HashMap<>();
            for (Memory.Answered each : answers) {
                found.computeIfAbsent(plain(each.question()), key -> new HashSet<>())
                        .add(each.answer());
            }
            return answers.stream()
                    .filter(each ->
                            found.getOrDefault(plain(each.question()), Set.of()).size() == 1)
                    .toList();
        }

        private static Question plain(Question question) {
            return new Question(question.fact(), question.user());
        }

        private int written(Workspace workspace, Run run, RunSummary.Outcome outcome) {
            FactStore store =
                    new FactStore(workspace.facts(), text -> workspace.isSecret(text) || SecretKeys.isHeldBy(text));
            int left = 0;
            for (Run.Observed observed : run.observed()) {
                observed.login().ifPresent(user -> store.setLogin(observed.target(), user));
                for (Memory.Answered each : unambiguous(observed.answers())) {
                    boolean kept = store.put(
                            observed.target(),
                            each.question().user(),
                            each.question().fact(),
                            each.answer(),
                            each.read());
                    left += kept ? 0 : 1;
                }
            }
            try {
                FactFile.write(store, file);
            } catch (FactFileException unwritable) {
                throw new UsageException(String.valueOf(unwritable.getMessage()));
            }
            System.err.println(
                    "wrote " + store.size() + " facts of " + store.targets().size() + " targets to " + file
                            + (left == 0 ? "" : "; " + left + " left out because of secrets"));
            if (outcome != RunSummary.Outcome.SUCCEEDED) {
                System.err.println("the check did not end well, so facts of what comes after may be missing");
            }
            return outcome == RunSummary.Outcome.SUCCEEDED ? ExitCode.OK : ExitCode.ERROR;
        }
    }
}
