package dev.sluice.validate;

import dev.sluice.graph.Edge;
import dev.sluice.graph.Graph;
import dev.sluice.runbook.Block;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Phases and tasks as a graph to be drawn: what comes after what, what needs what, what calls which handler. */
public final class TaskGraph {
    private final Graph.Builder<String> builder = Graph.builder();
    private final Map<String, String> lastOfPhase = new LinkedHashMap<>();
    private final List<Runnable> edges = new ArrayList<>();

    private TaskGraph() {}

    /**
     * The graph of a run.
     *
     * @param withTasks whether tasks are drawn, or phases only
     */
    public static Graph<String> of(List<Phase> phases, boolean withTasks) {
        TaskGraph graph = new TaskGraph();
        phases.forEach(phase -> graph.phase(phase, withTasks));
        graph.edges.forEach(Runnable::run);
        return graph.builder.build();
    }

    private void phase(Phase phase, boolean withTasks) {
        builder.add(phase.id(), phase.name(), withTasks ? phase.name() : "");
        lastOfPhase.put(phase.id(), phase.id());
        boolean explicit = phase.keywords().has(Keyword.NEEDS);
        for (String need : phase.needs()) {
            edges.add(() -> builder.edge(new Edge<>(
                    lastOfPhase.getOrDefault(need, need),
                    phase.id(),
                    explicit ? Edge.Kind.NEEDS : Edge.Kind.AFTER,
                    explicit ? "needs" : "")));
        }
        if (withTasks) {
            tasks(phase);
        }
    }

    private void tasks(Phase phase) {
        List<Task> all = new ArrayList<>();
        collect(phase.sections().inOrder(), all);
        Map<String, String> byId = new HashMap<>();
        String previous = phase.id();
        for (Task task : all) {
            builder.add(task.path(), task.title(), phase.name());
            String before = previous;
            edges.add(() -> builder.after(task.path(), before));
            task.keywords().text(Keyword.ID).ifPresent(id -> byId.put(id, task.path()));
            names(task, Keyword.NEEDS).forEach(need -> edges.add(() -> needs(task, byId.get(need))));
            previous = task.path();
        }
        lastOfPhase.put(phase.id(), previous);
        for (Task handler : phase.handlers()) {
            builder.add(handler.path(), handler.title() + " (handler)", phase.name());
            for (Task task : all) {
                if (names(task, Keyword.NOTIFY).stream().anyMatch(name -> answers(handler, name))) {
                    edges.add(() -> builder.edge(new Edge<>(task.path(), handler.path(), Edge.Kind.AFTER, "notifies")));
                }
            }
        }
    }

    private void needs(Task task, @Nullable String needed) {
        if (needed != null) {
            builder.edge(new Edge<>(needed, task.path(), Edge.Kind.NEEDS, "needs"));
        }
    }

    private static boolean answers(Task handler, String name) {
        return handler.title().equals(name) || names(handler, Keyword.LISTEN).contains(name);
    }

    private static List<String> names(Task task, Keyword keyword) {
        return task.keywords()
                .get(keyword)
                .map(node ->
                        node.scalars().stream().map(scalar -> scalar.text()).toList())
                .orElse(List.of());
    }

    private static void collect(List<Item> items, List<Task> all) {
        for (Item item : items) {
            if (item instanceof Task task) {
                all.add(task);
            } else if (item instanceof Block block) {
                collect(block.body(), all);
                collect(block.rescue(), all);
                collect(block.always(), all);
            }
        }
    }
}
