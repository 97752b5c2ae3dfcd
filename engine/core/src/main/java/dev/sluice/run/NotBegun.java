package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.runbook.Block;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.state.HostState;
import dev.sluice.state.RunContext;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Tells which tasks a host does not come to any more and why, so that the journal accounts for every task of a phase. A
 * host that has ended the phase of its own accord ({@code meta: end_host}) misses nothing.
 */
final class NotBegun {
    private final RunContext run;
    private final PhaseTasks tasks;

    NotBegun(RunContext run, PhaseTasks tasks) {
        this.run = run;
        this.tasks = tasks;
    }

    /** Tells it of a task, or of all tasks of a block but those of its rescue, which only a failure calls for. */
    void tell(Item item, Collection<HostState> hosts) {
        each(item, task -> hosts.forEach(host -> tell(task, tasks.unbegun(task, host), host)));
    }

    /** As {@link #tell(Item, Collection)}, of hosts that are not to blame. */
    void tell(Item item, Collection<HostState> hosts, String because) {
        each(item, task -> hosts.forEach(host -> tell(task, tasks.unbegun(task, host), host, because)));
    }

    private void each(Item item, Consumer<Task> action) {
        if (item instanceof Task task) {
            if (tasks.tags().selects(task)) {
                action.accept(task);
            }
        } else if (item instanceof Block block) {
            block.body().forEach(each -> each(each, action));
            block.always().forEach(each -> each(each, action));
        }
    }

    /** Tells it of one task on one host. */
    void tell(Task task, TaskRef ref, HostState host) {
        String because = because(host);
        if (!because.isEmpty()) {
            tell(task, ref, host, because);
        }
    }

    private void tell(Task task, TaskRef ref, HostState host, String because) {
        task.keywords().text(Keyword.ID).ifPresent(host::lack);
        run.events()
                .emit(new Event.TaskFinished(
                        ref, host.name(), TaskReport.of(Status.CANCELLED).withBecause(because)));
    }

    private String because(HostState host) {
        TaskRef failed = host.failedTask();
        if (failed != null) {
            return "'" + failed.name() + "' failed";
        }
        return run.cancellation().reason();
    }
}
