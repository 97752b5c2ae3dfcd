package dev.sluice.runbook;

import java.util.Optional;
import java.util.function.Function;

/**
 * Which files of a role are used: those called {@code main}, or what {@code tasks_from} and its kin name.
 *
 * @param tasks the file in {@code tasks}, with or without its ending
 * @param vars the file or directory in {@code vars}
 * @param defaults the file or directory in {@code defaults}
 * @param handlers the file in {@code handlers}
 */
public record RoleFiles(String tasks, String vars, String defaults, String handlers) {
    static final String USUAL = "main";

    /** Those called {@code main}. */
    public static final RoleFiles MAIN = new RoleFiles(USUAL, USUAL, USUAL, USUAL);

    /** @param given the parameters of {@code import_role} or {@code include_role} by name */
    public static RoleFiles of(Function<String, Optional<String>> given) {
        return new RoleFiles(
                given.apply("tasks_from").orElse(USUAL),
                given.apply("vars_from").orElse(USUAL),
                given.apply("defaults_from").orElse(USUAL),
                given.apply("handlers_from").orElse(USUAL));
    }

    /** Whether a name is only known when its variables are. */
    public boolean isTemplate() {
        return (tasks + vars + defaults + handlers).contains("{{");
    }
}
