package dev.sluice.run;

import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import java.util.List;
import java.util.Map;

/**
 * A task that steers the run, on its turn.
 *
 * @param task the task
 * @param ref how it is called in events
 * @param hosts where it is run
 * @param runner what it steers
 */
record ControlCall(Task task, TaskRef ref, List<HostState> hosts, PhaseRunner runner) {
    /** Ends the task on a host. What is skipped or failed is registered here; a success registers what it gave. */
    void end(HostState host, TaskReport report) {
        Status status = report.status();
        if (status == Status.FAILED || status == Status.SKIPPED) {
            task.keywords()
                    .text(Keyword.REGISTER)
                    .ifPresent(name -> host.compute(Map.of(
                            name, TaskResult.of(status, report.message(), "").registered())));
        }
        runner.ended(task, ref, host, report);
    }

    void fail(HostState host, String message, String hint) {
        end(host, TaskReport.of(Status.FAILED).withMessage(message).withHint(hint));
    }
}
