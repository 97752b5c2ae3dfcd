package dev.sluice.control;

import dev.sluice.journal.Status;
import dev.sluice.overlay.Breakdown;
import dev.sluice.python.OperationException;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.state.HostState;
import dev.sluice.task.CallFactory;
import dev.sluice.task.Fetcher;
import dev.sluice.task.TaskFacts;
import dev.sluice.task.TaskResult;
import dev.sluice.variables.Conditions;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.TaskScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evaluates what the tasks that steer a run say; what cannot be evaluated ends such a task on its host. */
public final class ControlEvaluation {
    private final CallFactory calls;
    private final Conditions conditions;
    private final Renderer renderer;
    private final TaskFacts facts;

    public ControlEvaluation(CallFactory calls, Conditions conditions, Renderer renderer, TaskFacts facts) {
        this.calls = calls;
        this.conditions = conditions;
        this.renderer = renderer;
        this.facts = facts;
    }

    /** What an attempt gives on a host; empty if it did not succeed, which is then reported. */
    <T> Optional<T> attempt(ControlCall call, HostState host, Fetcher.Attempt<T> attempt) {
        return attempt(call, host, null, attempt);
    }

    /**
     * What an attempt gives on a host; empty if it did not succeed, which is then reported.
     *
     * @param doubt what it depends on whether the task is run at all; null if it is certain
     */
    <T> Optional<T> attempt(ControlCall call, HostState host, @Nullable String doubt, Fetcher.Attempt<T> attempt) {
        try {
            return Optional.of(facts.settle(host, call.task(), attempt));
        } catch (UnreachableException | RuntimeException problem) {
            call.end(host, ended(call.task(), problem).doubted(doubt));
            return Optional.empty();
        }
    }

    /** The result that an attempt gives, or what is wrong with it. */
    public TaskResult result(Task task, HostState host, Fetcher.Attempt<TaskResult> attempt) {
        try {
            return facts.settle(host, task, attempt);
        } catch (UnreachableException | RuntimeException problem) {
            return ended(task, problem);
        }
    }

    /** How a task ends that something is wrong with. */
    public static TaskResult ended(Task task, Exception problem) {
        String message = String.valueOf(problem.getMessage());
        if (problem instanceof UnknownAnswerException unknown) {
            return TaskResult.undecided(unknown.reason());
        }
        if (problem instanceof Failure failure) {
            return TaskResult.failed(failure);
        }
        if (problem instanceof OperationException wrong) {
            return TaskResult.of(
                    Status.FAILED, "a parameter of " + task.module() + " is not valid: " + message, wrong.hint());
        }
        if (problem instanceof RuntimeException defect) {
            return TaskResult.failed(Breakdown.failure(defect));
        }
        return TaskResult.of(Status.UNREACHABLE, message, "");
    }

    /** Whether a task is to be run on a host: as its condition says, and undecided where all that comes is doubtful. */
    public Conditions.Decision decide(Task task, HostState host, Map<String, @Nullable Object> loop) {
        Conditions.Decision decision = conditions.when(task, calls.scope(task, host, loop));
        String doubt = host.doubt();
        return doubt != null && decision instanceof Conditions.Decision.Holds
                ? new Conditions.Decision.Undecided(doubt)
                : decision;
    }

    /** What is applied to the included tasks is evaluated when they are run. */
    private static Node withoutApply(Node node) {
        if (node instanceof Node.Mapping mapping && mapping.get("apply").isPresent()) {
            return new Node.Mapping(
                    mapping.span(),
                    mapping.entries().stream()
                            .filter(entry -> !entry.key().text().equals("apply"))
                            .toList());
        }
        return node;
    }

    /** The rendered parameters; free text stands for the named one. */
    public Map<String, @Nullable Object> arguments(Task task, TaskScope scope, String freeForm) {
        Node node = task.arguments();
        if (node == null) {
            return Map.of();
        }
        Object value = renderer.value(withoutApply(node), scope);
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> arguments.put(key.equals("_raw_params") ? freeForm : String.valueOf(key), each));
        } else if (value instanceof String text && text.matches("[a-z_]+=.*")) {
            for (String pair : text.split("\\s+")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    arguments.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
            }
        } else {
            arguments.put(freeForm, value);
        }
        return arguments;
    }
}
