package dev.sluice.runbook;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A phase: an Ansible play, with an id and the phases it waits for.
 *
 * @param heading what it is called, and where it stands in the run
 * @param hosts the pattern, possibly a template
 * @param keywords its keywords
 * @param surroundings what its tasks get from where it stands
 * @param sections its tasks
 */
public record Phase(Heading heading, Node hosts, Keywords keywords, Surroundings surroundings, Sections sections) {
    /**
     * What a phase is called, and where it stands in the run.
     *
     * @param id unique among the runbooks of a run
     * @param name for people
     * @param needs ids of the phases that must have succeeded; the phase before it if nothing is said
     * @param span the whole phase
     */
    public record Heading(String id, String name, List<String> needs, Span span) {}

    /**
     * What the tasks of a phase get from where it stands.
     *
     * @param scope the keywords of its imports and its own, outermost first
     * @param varsFiles files of variables, as written (possibly templates), in order
     * @param directory where relative files are looked up
     */
    public record Surroundings(List<Keywords> scope, List<Node> varsFiles, Path directory) {}

    /**
     * The tasks of a phase.
     *
     * @param preTasks tasks before the roles
     * @param roles the roles as blocks
     * @param tasks the tasks
     * @param postTasks tasks after all others
     * @param handlers handlers of the phase and of its roles
     */
    public record Sections(
            List<Item> preTasks, List<Item> roles, List<Item> tasks, List<Item> postTasks, List<Task> handlers) {
        /** The roles, then the tasks. */
        public List<Item> main() {
            return Stream.concat(roles.stream(), tasks.stream()).toList();
        }

        /** All but the handlers, in the order in which they are run. */
        public List<Item> inOrder() {
            return Stream.of(preTasks, roles, tasks, postTasks)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /** Unique among the runbooks of a run. */
    public String id() {
        return heading.id();
    }

    public String name() {
        return heading.name();
    }

    /** Ids of the phases that must have succeeded. */
    public List<String> needs() {
        return heading.needs();
    }

    public Span span() {
        return heading.span();
    }

    /** What its tasks inherit: the keywords of its imports and its own, outermost first. */
    public List<Keywords> scope() {
        return surroundings.scope();
    }

    public List<Node> varsFiles() {
        return surroundings.varsFiles();
    }

    /** Where relative files are looked up. */
    public Path directory() {
        return surroundings.directory();
    }

    /** Handlers of the phase and of its roles. */
    public List<Task> handlers() {
        return sections.handlers();
    }

    /** The same phase as if its file stood in another directory. */
    public Phase in(Path directory) {
        Surroundings moved = new Surroundings(scope(), varsFiles(), directory);
        return new Phase(heading, hosts, keywords, moved, sections);
    }

    /** What a person is asked for before the run ({@code vars_prompt}), as far as it is well written. */
    public List<Prompt> prompts() {
        return Prompt.all(keywords, new Diagnostics());
    }

    /** Its id tells a phase from all others of a run; comparing whole trees would only take time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Phase phase && id().equals(phase.id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }
}
