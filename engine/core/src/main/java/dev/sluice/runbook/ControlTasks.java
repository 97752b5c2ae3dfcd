package dev.sluice.runbook;

import java.util.Set;
import java.util.regex.Pattern;

/** The tasks that steer the run itself and call no module. */
public final class ControlTasks {
    private static final Set<String> NAMES =
            Set.of("meta", "include_tasks", "include_role", "include_vars", "add_host", "group_by");

    private static final Pattern COLLECTION = Pattern.compile("^ansible\\.(builtin|legacy)\\.");

    /** The parameters of a control task that has some, by name; empty for one that has none or is free in them. */
    public static Set<String> parameters(Task task) {
        return switch (name(task)) {
            case "include_tasks" -> Set.of("file", "apply", "_raw_params");
            case "include_role" ->
                Set.of(
                        "name",
                        "role",
                        "tasks_from",
                        "vars_from",
                        "defaults_from",
                        "handlers_from",
                        "public",
                        "apply",
                        "allow_duplicates",
                        "rolespec_validate");
            case "include_vars" ->
                Set.of(
                        "file",
                        "dir",
                        "name",
                        "depth",
                        "extensions",
                        "files_matching",
                        "ignore_files",
                        "ignore_unknown_extensions",
                        "_raw_params");
            default -> Set.of();
        };
    }

    /** The name of a control task without its collection; the module's name if it is none. */
    public static String name(Task task) {
        return shortName(task.module());
    }

    private static String shortName(String module) {
        return module.startsWith("ansible.") ? COLLECTION.matcher(module).replaceFirst("") : module;
    }

    public static boolean isControlName(String module) {
        return NAMES.contains(shortName(module));
    }

    public boolean isControl(Task task) {
        return NAMES.contains(name(task));
    }
}
