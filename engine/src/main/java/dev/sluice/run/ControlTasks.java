package dev.sluice.run;

import dev.sluice.runbook.Task;
import java.util.Set;

/** The tasks that steer the run itself and call no module. */
final class ControlTasks {
    private static final Set<String> NAMES =
            Set.of("meta", "include_tasks", "include_role", "include_vars", "add_host", "group_by");

    /** The name of a control task without its collection; the module's name if it is none. */
    static String name(Task task) {
        return task.module().replaceFirst("^ansible\\.(builtin|legacy)\\.", "");
    }

    static boolean isControlName(String module) {
        return NAMES.contains(module.replaceFirst("^ansible\\.(builtin|legacy)\\.", ""));
    }

    boolean isControl(Task task) {
        return NAMES.contains(name(task));
    }
}
