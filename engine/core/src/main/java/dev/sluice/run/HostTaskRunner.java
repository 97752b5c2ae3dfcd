package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.state.HostState;
import dev.sluice.state.RunContext;
import dev.sluice.task.Flags;
import dev.sluice.task.TaskRunner;
import java.time.Duration;
import java.util.Map;

/** Runs one task on one host and sees to what follows: events, handlers, the host's fate, the comparison of predictions. */
final class HostTaskRunner {
    private final RunContext run;
    private final TaskRunner tasks;
    private final Flags flags;
    private final HandlerCalls handlerCalls;

    HostTaskRunner(RunContext run, TaskRunner tasks, Flags flags, HandlerCalls handlerCalls) {
        this.run = run;
        this.tasks = tasks;
        this.flags = flags;
        this.handlerCalls = handlerCalls;
    }

    void run(Task task, TaskRef ref, HostState host) {
        run.events().emit(new Event.TaskStarted(ref, host.name()));
        long start = System.nanoTime();
        String lacking = lacking(task, host);
        TaskReport report = lacking.isEmpty()
                ? tasks.run(task, ref, host, host.doubt())
                : TaskReport.of(Status.CANCELLED)
                        .withBecause("task '" + lacking + "', which it needs, did not succeed");
        ended(task, ref, host, report.withDuration(Duration.ofNanos(System.nanoTime() - start)));
    }

    /** Whether the host's next tasks were carried out already and only have to be told. */
    boolean isAhead(HostState host) {
        return tasks.isAhead(host);
    }

    /** The id of a task that this one needs and that did not succeed; empty if there is none. */
    private static String lacking(Task task, HostState host) {
        return task.keywords()
                .get(Keyword.NEEDS)
                .flatMap(node -> node.scalars().stream()
                        .map(need -> need.text())
                        .filter(host::lacks)
                        .findFirst())
                .orElse("");
    }

    /** What follows from a report: the host may be lost, handlers may be called. */
    void ended(Task task, TaskRef ref, HostState host, TaskReport report) {
        TaskReport told = report;
        if (report.status() != Status.SKIPPED && report.status() != Status.CANCELLED) {
            host.countTask();
        }
        boolean ignored = report.status() == Status.FAILED && flags.isSet(task, Keyword.IGNORE_ERRORS, host)
                || report.status() == Status.UNREACHABLE && flags.isSet(task, Keyword.IGNORE_UNREACHABLE, host);
        if (ignored) {
            told = report.withStatus(Status.IGNORED);
        } else if (report.status() == Status.UNREACHABLE) {
            host.failUnreachable(ref);
        } else if (report.status() == Status.FAILED) {
            host.fail(ref);
            host.compute(Map.of(
                    "ansible_failed_result", report.registered(),
                    "ansible_failed_task", Map.of("name", ref.name(), "action", ref.module())));
            told = host.isRescued() && !run.cancellation().isRequested() ? report.withStatus(Status.RESCUED) : report;
        }
        if (report.status().isFailure() || report.status() == Status.CANCELLED) {
            task.keywords().text(Keyword.ID).ifPresent(host::lack);
        }
        told = told.withNoLog(told.noLog() || flags.isSet(task, Keyword.NO_LOG, host));
        told = flags.showsDifferences(task, host) ? told : told.withoutDifferences();
        run.events().emit(new Event.TaskFinished(ref, host.name(), told));
        comparePrediction(ref, host, told);
        if (report.status() == Status.CHANGED || report.status() == Status.UNDECIDED) {
            handlerCalls.call(task, ref, host, report);
        }
    }

    private void comparePrediction(TaskRef task, HostState host, TaskReport report) {
        if (run.predicts()) {
            run.predictions().keep(task, host.name(), report.status());
        } else {
            run.predictions().compare(task, host.name(), report);
        }
    }
}
