package dev.sluice.control;

import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.state.HostState;
import dev.sluice.task.TaskResult;
import java.util.List;
import java.util.Map;

/**
 * A task that steers the run, being run.
 *
 * @param task the task
 * @param ref how it is called in events
 * @param hosts where it is run
 * @param runner what it steers
 */
public record ControlCall(Task task, TaskRef ref, List<HostState> hosts, Steered runner) {
    /** The part of a run that such a task can steer. */
    public interface Steered {
        /** Whether nothing is carried out. */
        boolean predicts();

        /** Sees to what follows from the end of a task on a host. */
        void ended(Task task, TaskRef ref, HostState host, TaskReport report);

        /** Runs more tasks on some hosts. */
        void items(List<Item> items, List<HostState> hosts);

        /** Runs the handlers that were called so far. @param at the task that says so */
        void flushHandlers(TaskRef at, List<HostState> hosts);
    }

    /** Ends the task on a host and registers the result. */
    public void end(HostState host, TaskResult result) {
        end(host, result.registered(), result.report());
    }

    /** Ends the task on a host. @param registered what is registered */
    public void end(HostState host, Object registered, TaskReport report) {
        task.keywords().text(Keyword.REGISTER).ifPresent(name -> host.compute(Map.of(name, registered)));
        runner.ended(task, ref, host, report);
    }

    public void fail(HostState host, String message, String hint) {
        end(host, TaskResult.of(Status.FAILED, message, hint));
    }
}
