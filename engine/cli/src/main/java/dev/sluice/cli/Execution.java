package dev.sluice.cli;

import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Journal;
import dev.sluice.journal.JournalException;
import dev.sluice.journal.JournalFile;
import dev.sluice.journal.Mode;
import dev.sluice.journal.RunSummary;
import dev.sluice.run.Run;
import dev.sluice.state.Cancellation;
import dev.sluice.state.PhaseHosts;
import dev.sluice.state.Refusals;
import dev.sluice.state.Setup;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Carries a check or an apply out: events, journal, question to the person, exit code. */
final class Execution {
    private static final Path RUNS = Path.of(".sluice", "runs");
    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Workspace workspace;
    private final Setup setup;
    private final RunArguments arguments;
    private final PrintStream out;
    private final Cancellation cancellation = new Cancellation();

    Execution(Workspace workspace, Setup setup, RunArguments arguments, PrintStream out) {
        this.workspace = workspace;
        this.setup = setup;
        this.arguments = arguments;
        this.out = out;
    }

    /** Checks; the exit code. */
    int check(Mode mode) {
        try (Run run = Run.ofCheck(setup, cancellation)) {
            RunReport report = new RunReport(arguments, out, workspace.clock());
            RunSummary.Outcome outcome = pass(run, mode, Journal.NONE, report, "check");
            return exitCode(outcome, report);
        } finally {
            setup.connections().close();
        }
    }

    /** Checks, asks, applies; the exit code. */
    int apply(boolean yes) {
        try (Run run = new Run(setup, cancellation)) {
            RunReport plan = RunReport.ofPlan(arguments, out, workspace.clock());
            RunSummary.Outcome checked = pass(run, Mode.CHECK, Journal.NONE, plan, "check");
            if (checked == RunSummary.Outcome.CANCELLED) {
                return ExitCode.ERROR;
            }
            List<Refusals.Refused> refused = run.refused();
            if (!refused.isEmpty()) {
                refuse(run, refused);
                return ExitCode.ERROR;
            }
            if (plan.changes() > 0 && !yes) {
                if (!isAgreed(plan)) {
                    return ExitCode.ERROR;
                }
                run.forgetObservations();
            }
            return applyPlanned(run);
        } catch (JournalException unwritable) {
            throw new UsageException(String.valueOf(unwritable.getMessage()));
        } finally {
            setup.connections().close();
        }
    }

    private String runId() {
        return RUN_ID.format(setup.clock().instant()) + "-"
                + Long.toString(ProcessHandle.current().pid(), 36);
    }

    private int applyPlanned(Run run) {
        String id = runId();
        try (JournalFile journal = JournalFile.create(RUNS, id, workspace.clock())) {
            RunReport report = new RunReport(arguments, out, workspace.clock());
            RunSummary.Outcome outcome = pass(run, Mode.APPLY, journal, report, id);
            return exitCode(outcome, report);
        }
    }

    /** Ends an apply before its first step: what comes later needs consent, and nobody gave it. */
    private void refuse(Run run, List<Refusals.Refused> refused) {
        Instant started = setup.clock().instant();
        RunReport report = new RunReport(arguments, out, workspace.clock());
        Events events = new Events(Journal.NONE, workspace.redactor(), List.of(report));
        events.emit(started(run, Mode.APPLY, runId(), started));
        refused.forEach(each ->
                events.emit(new Event.Warning(each.describe(), each.task().place())));
        String message = "nobody agreed to " + refused.size() + (refused.size() == 1 ? " change" : " changes")
                + " that may destroy data or are riskier than allowed (see the warnings)";
        Duration duration = Duration.between(started, setup.clock().instant());
        events.emit(new Event.RunFinished(new RunSummary(RunSummary.Outcome.REFUSED, message, duration, 0)));
        report.close();
    }

    private boolean isAgreed(RunReport plan) {
        Console console = System.console();
        if (console == null) {
            throw new UsageException(
                    "cannot ask for confirmation: not a terminal; use --yes to apply without confirmation");
        }
        String destructive = plan.destructive() == 0 ? "" : ", " + plan.destructive() + " of them destructive";
        Interrupts.onInterrupt(() -> Interrupts.leave("sluice: interrupted; nothing was changed"));
        String answer = console.readLine(
                "Apply %d %s%s? [y/N] ", plan.changes(), plan.changes() == 1 ? "change" : "changes", destructive);
        return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    private RunSummary.Outcome pass(Run run, Mode mode, Journal journal, RunReport report, String id) {
        Instant started = setup.clock().instant();
        long before = run.roundTrips();
        StopRequests requests = new StopRequests(mode, cancellation);
        Events events = new Events(journal, workspace.redactor(), List.of(report, requests));
        requests.listen(events, message -> {
            Duration duration = Duration.between(started, setup.clock().instant());
            long roundTrips = run.roundTrips() - before;
            giveUp(events, report, new RunSummary(RunSummary.Outcome.CANCELLED, message, duration, roundTrips));
        });
        events.emit(started(run, mode, id, started));
        RunSummary.Outcome outcome = run.pass(mode, events);
        String message = "";
        if (events.isJournalBroken()) {
            outcome = RunSummary.Outcome.FAILED;
            message = "the journal is not complete (see the warning)";
        }
        if (!requests.end()) {
            return RunSummary.Outcome.CANCELLED;
        }
        if (mode == Mode.APPLY) {
            events.emit(new Event.PredictionsCompared(run.predictions()));
        }
        if (outcome == RunSummary.Outcome.CANCELLED) {
            message = stopped(mode);
        }
        events.emit(new Event.RunFinished(new RunSummary(
                outcome, message, Duration.between(started, setup.clock().instant()), run.roundTrips() - before)));
        report.close();
        return outcome;
    }

    private Event.RunStarted started(Run run, Mode mode, String id, Instant moment) {
        return new Event.RunStarted(
                id,
                mode,
                arguments.runbooks.stream().map(Path::toString).toList(),
                arguments.inventories,
                targets(run),
                arguments.shown(),
                moment,
                SluiceCommand.Version.text());
    }

    /** Ends the process with what is known; the last record of the journal is on disk then. */
    private static void giveUp(Events events, RunReport report, RunSummary summary) {
        try {
            events.emit(new Event.RunFinished(summary));
            report.close();
        } finally {
            System.exit(ExitCode.ERROR);
        }
    }

    private String stopped(Mode mode) {
        if (mode == Mode.CHECK) {
            return "interrupted; a check changes nothing";
        }
        return cancellation.isNow()
                ? "interrupted at once: check what the running steps left behind"
                : "interrupted: running changes were finished, no further ones were started";
    }

    private List<String> targets(Run run) {
        Set<String> names = new HashSet<>();
        PhaseHosts hosts = new PhaseHosts(setup);
        run.phases().forEach(phase -> names.addAll(hosts.of(phase)));
        return setup.hosts().all().stream().filter(names::contains).toList();
    }

    private int exitCode(RunSummary.Outcome outcome, RunReport report) {
        if (outcome != RunSummary.Outcome.SUCCEEDED) {
            return ExitCode.ERROR;
        }
        return arguments.detailedExitCode && report.changes() > 0 ? ExitCode.CHANGES : ExitCode.OK;
    }
}
