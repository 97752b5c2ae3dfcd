package dev.sluice.runbook;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import java.nio.file.Path;
import java.util.List;

/**
 * A phase: an Ansible play, with an id and the phases it waits for.
 *
 * @param id unique among the runbooks of a run
 * @param name for people
 * @param needs ids of the phases that must have succeeded; the phase before it if nothing is said
 * @param hosts the pattern, possibly a template
 * @param keywords its keywords
 * @param scope what its tasks inherit: the keywords of its imports and its own, outermost first
 * @param varsFiles files of variables, as written (possibly templates), in order
 * @param preTasks tasks before the roles
 * @param roles the roles as blocks
 * @param tasks the tasks
 * @param postTasks tasks after all others
 * @param handlers handlers of the phase and of its roles
 * @param directory where relative files are looked up
 * @param span the whole phase
 */
public record Phase(
        String id,
        String name,
        List<String> needs,
        Node hosts,
        Keywords keywords,
        List<Keywords> scope,
        List<Node> varsFiles,
        List<Item> preTasks,
        List<Item> roles,
        List<Item> tasks,
        List<Item> postTasks,
        List<Task> handlers,
        Path directory,
        Span span) {
    /** What a person is asked for before the run ({@code vars_prompt}), as far as it is well written. */
    public List<Prompt> prompts() {
        return Prompt.all(keywords, new Diagnostics());
    }

    /** Its id tells a phase from all others of a run; comparing whole trees would only take time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Phase phase && id.equals(phase.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
