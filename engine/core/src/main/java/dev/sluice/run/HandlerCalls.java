package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.journal.Explanation;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.RunContext;
import dev.sluice.task.CallFactory;
import dev.sluice.task.TaskFacts;
import dev.sluice.task.TaskRefs;
import dev.sluice.variables.ItemVariables;
import dev.sluice.variables.TaskScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls the handlers that a changed task names ({@code notify}). */
final class HandlerCalls {
    private final RunContext run;
    private final PhaseContext context;
    private final CallFactory calls;
    private final TaskRefs refs;
    private final TaskFacts facts;

    HandlerCalls(RunContext run, PhaseContext context, CallFactory calls, TaskRefs refs, TaskFacts facts) {
        this.run = run;
        this.context = context;
        this.calls = calls;
        this.refs = refs;
        this.facts = facts;
    }

    /** Calls the handlers of a task that changed something, for certain or possibly. */
    void call(Task task, TaskRef ref, HostState host, TaskReport report) {
        HostState.HandlerCall call =
                new HostState.HandlerCall(report.status() == Status.CHANGED ? null : report.because());
        try {
            facts.settle(host, task, () -> called(task, host, report))
                    .forEach((name, called) -> call(name, called, task, ref, host, call));
        } catch (UnknownAnswerException unknown) {
            callEvery(host, unknown.reason());
        } catch (Failure failure) {
            if (report.status() == Status.UNDECIDED) {
                callEvery(host, report.because()); // the name may need an item of a list that is not known
                return;
            }
            host.fail(ref);
            warn(
                    "cannot determine which handlers to notify: "
                            + Explanation.of(failure).message(),
                    ref.place());
        } catch (UnreachableException lost) {
            host.failUnreachable(ref);
            warn("cannot determine which handlers to notify: " + lost.getMessage(), ref.place());
        }
    }

    /** A handler whose name is not known may be any of them. */
    private void callEvery(HostState host, String because) {
        context.handlers().forEach(handler -> host.call(handler.path(), new HostState.HandlerCall(because)));
    }

    /** The handlers by the names that a task notifies; the items of a loop may notify different ones. */
    private Map<String, List<Task>> called(Task task, HostState host, TaskReport report) {
        Map<String, List<Task>> called = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> variables : ItemVariables.of(report)) {
            TaskScope scope = calls.scope(task, host, variables);
            for (Keywords keywords : task.scope()) {
                keywords.get(Keyword.NOTIFY)
                        .ifPresent(node -> names(node, scope)
                                .forEach(name -> called.computeIfAbsent(name, each -> handlers(each, host))));
            }
        }
        return called;
    }

    /** @throws UnknownAnswerException if a name is not known */
    private List<String> names(Node node, TaskScope scope) {
        Object value = run.setup().renderer().value(node, scope);
        List<String> found = new ArrayList<>();
        for (Object each : value instanceof List<?> list ? list : Collections.singletonList(value)) {
            if (each instanceof Unknown unknown) {
                throw new UnknownAnswerException(unknown.reason());
            }
            if (each != null) {
                found.add(String.valueOf(each));
            }
        }
        return found;
    }

    private List<Task> handlers(String name, HostState host) {
        List<Task> called = context.handlers().stream()
                .filter(handler -> listensTo(handler, name, host))
                .collect(Collectors.toCollection(ArrayList::new));
        called(name, host).filter(handler -> !called.contains(handler)).ifPresent(called::add);
        return called;
    }

    private void call(
            String name, List<Task> called, Task task, TaskRef ref, HostState host, HostState.HandlerCall call) {
        for (Task handler : called) {
            host.call(handler.path(), call);
            run.events().emit(new Event.Notified(ref, host.name(), name));
        }
        if (called.isEmpty()) {
            warn(
                    "no handler is called '" + name + "', so nothing follows from the change",
                    task.span().toString());
        }
    }

    private void warn(String message, String place) {
        run.events().emit(new Event.Warning(message, place));
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
