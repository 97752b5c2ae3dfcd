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
    /** Ends the task on a host and registers the result. */
    void end(HostState host, TaskResult result) {
        end(host, result.registered(), result.report());
    }

    /** Ends the task on a host. @param registered what is registered */
    void end(HostState host, Object registered, TaskReport report) {
        task.keywords().text(Keyword.REGISTER).ifPresent(name -> host.compute(Map.of(name, registered)));
        runner.executor().ended(task, ref, host, report);
    }

    void fail(HostState host, String message, String hint) {
        end(host, TaskResult.of(Status.FAILED, message, hint));
    }
}
