package dev.sluice.control;

import dev.sluice.runbook.ControlTasks;
import dev.sluice.runbook.Task;
import java.util.Set;

/** Carries out the tasks that steer the run itself. */
public final class ControlRunner {
    private final ControlTasks names = new ControlTasks();
    private final MetaTask meta;
    private final IncludeVarsTask includeVars;
    private final IncludeTask include;

    public ControlRunner(MetaTask meta, IncludeVarsTask includeVars, IncludeTask include) {
        this.meta = meta;
        this.includeVars = includeVars;
        this.include = include;
    }

    public boolean isControl(Task task) {
        return names.isControl(task);
    }

    /** {@code meta: flush_handlers} and the like are run whatever the tags. */
    public boolean isAlwaysSelected(Task task) {
        return ControlTasks.name(task).equals("meta");
    }

    public boolean givesVariables(Task task) {
        return ControlTasks.name(task).equals("include_vars");
    }

    /** Whether a task brings others. */
    public boolean includes(Task task) {
        return Set.of("include_tasks", "include_role").contains(ControlTasks.name(task));
    }

    public void run(ControlCall call) {
        switch (ControlTasks.name(call.task())) {
            case "meta" -> meta.run(call);
            case "include_vars" -> includeVars.run(call);
            case "include_tasks", "include_role" -> include.run(call);
            default ->
                call.hosts()
                        .forEach(host -> call.fail(
                                host,
                                "'" + call.task().module() + "' is not supported yet",
                                "list the hosts in the inventory instead"));
        }
    }
}
