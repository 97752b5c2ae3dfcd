package dev.sluice.task;

import dev.sluice.journal.TaskRef;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Task;
import dev.sluice.spi.value.Interruption;
import dev.sluice.state.HostState;
import dev.sluice.template.Templates;
import dev.sluice.variables.Renderer;
import java.util.List;
import java.util.Map;

/** How the tasks of a phase are called in events. */
public final class TaskRefs {
    private final Phase phase;
    private final CallFactory calls;
    private final Renderer renderer;

    public TaskRefs(Phase phase, CallFactory calls, Renderer renderer) {
        this.phase = phase;
        this.calls = calls;
        this.renderer = renderer;
    }

    /**
     * How a task is called.
     *
     * @param hosts where the task is run, all on the same occasion; a title that is not the same on all of them stays as
     *     written
     */
    public TaskRef of(Task task, boolean handler, List<HostState> hosts) {
        return new TaskRef(
                phase.id(),
                hosts.isEmpty() ? task.path() : id(task, hosts.get(0)),
                title(task, hosts),
                task.module(),
                task.span().file().name() + ":" + task.span().line(),
                handler);
    }

    /** The id of a task on the occasion on which a host runs it. */
    static String id(Task task, HostState host) {
        return task.path() + host.occasion();
    }

    private String title(Task task, List<HostState> hosts) {
        if (!Templates.isTemplate(task.title())) {
            return task.title();
        }
        List<String> titles =
                hosts.stream().map(host -> title(task, host)).distinct().toList();
        return titles.size() == 1 ? titles.get(0) : task.title();
    }

    /** The title of a task on a host; as written if it needs what is not known. */
    public String title(Task task, HostState host) {
        try {
            Object title = renderer.rendered(task.title(), calls.scope(task, host, Map.of()), task.span());
            return title instanceof String || title instanceof Number ? title.toString() : task.title();
        } catch (Interruption undecidable) {
            return task.title();
        }
    }
}
