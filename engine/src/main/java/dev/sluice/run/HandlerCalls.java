package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.plan.EvaluationFailure;
import dev.sluice.plan.Renderer;
import dev.sluice.plan.TaskScope;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls the handlers that a changed task names ({@code notify}). */
final class HandlerCalls {
    private final PhaseContext context;
    private final CallFactory calls;
    private final Renderer renderer;
    private final TaskRefs refs;
    private final Events events;

    HandlerCalls(PhaseContext context, CallFactory calls, Renderer renderer, TaskRefs refs, Events events) {
        this.context = context;
        this.calls = calls;
        this.renderer = renderer;
        this.refs = refs;
        this.events = events;
    }

    /** Calls the handlers of a task that changed something, for certain or possibly. */
    void call(Task task, TaskRef ref, HostState host, TaskReport report) {
        HostState.Call certainty = report.status() == Status.CHANGED ? HostState.Call.CERTAIN : HostState.Call.POSSIBLE;
        try {
            named(task, host, report).forEach(name -> call(name, task, ref, host, certainty, report.because()));
        } catch (EvaluationFailure failure) {
            host.fail(ref);
            events.emit(new Event.Warning("whom to notify cannot be told: " + failure.explained(), ref.place()));
        }
    }

    /** The names that a task notifies; the items of a loop may notify different ones. */
    private Set<String> named(Task task, HostState host, TaskReport report) {
        Set<String> named = new LinkedHashSet<>();
        for (Map<String, @Nullable Object> variables : ItemVariables.of(report)) {
            TaskScope scope = calls.scope(task, host, variables);
            for (Keywords keywords : task.scope()) {
                keywords.get(Keyword.NOTIFY).ifPresent(node -> named.addAll(names(node, scope)));
            }
        }
        return named;
    }

    private List<String> names(Node node, TaskScope scope) {
        Object value = renderer.value(node, scope);
        List<String> found = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> found.add(String.valueOf(each)));
        } else if (value != null) {
            found.add(String.valueOf(value));
        }
        return found;
    }

    private void call(String name, Task task, TaskRef ref, HostState host, HostState.Call certainty, String because) {
        List<Task> called = context.handlers().stream()
                .filter(handler -> listensTo(handler, name, host))
                .collect(Collectors.toCollection(ArrayList::new));
        called(name, host).filter(handler -> !called.contains(handler)).ifPresent(called::add);
        for (Task handler : called) {
            host.call(handler.path(), certainty, because);
            events.emit(new Event.Notified(ref, host.name(), name));
        }
        if (called.isEmpty()) {
            events.emit(new Event.Warning(
                    "no handler is called '" + name + "', so nothing follows from the change",
                    task.span().toString()));
        }
    }

    private boolean listensTo(Task handler, String name, HostState host) {
        return handler.keywords()
                .get(Keyword.LISTEN)
                .map(node -> names(node, calls.scope(handler, host, Map.of())).contains(name))
                .orElse(false);
    }

    /** The one handler that a name means: the list that came last wins, in it the handler that stands first. */
    private Optional<Task> called(String name, HostState host) {
        List<Task> named = context.handlers().stream()
                .filter(handler -> isCalled(handler, name, host))
                .toList();
        return named.isEmpty()
                ? Optional.empty()
                : named.stream()
                        .filter(handler -> list(handler).equals(list(named.get(named.size() - 1))))
                        .findFirst();
    }

    private static String list(Task handler) {
        return handler.path().substring(0, handler.path().lastIndexOf('/'));
    }

    private boolean isCalled(Task handler, String name, HostState host) {
        String title = handler.title();
        boolean named = title.equals(name) || title.contains("{{") && name.equals(refs.title(handler, host));
        return named || handler.role() != null && name.equals(handler.role().name() + " : " + title);
    }
}
