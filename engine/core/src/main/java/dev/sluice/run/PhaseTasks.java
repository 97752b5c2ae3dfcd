package dev.sluice.run;

import dev.sluice.journal.TaskRef;
import dev.sluice.runbook.TagFilter;
import dev.sluice.runbook.Task;
import dev.sluice.state.HostState;
import dev.sluice.task.Flags;
import dev.sluice.task.TaskRefs;
import java.util.List;

/**
 * What there is to know about the tasks of a phase before they are run.
 *
 * @param tags which are selected
 * @param refs how they are called in events
 * @param flags which of their keywords are true
 * @param order which hosts go one after the other
 */
record PhaseTasks(TagFilter tags, TaskRefs refs, Flags flags, HostOrder order) {
    /** How a task is called that is not run on a host. */
    TaskRef unbegun(Task task, HostState host) {
        return refs.of(task, false, List.of()).on(host.occasion());
    }
}
