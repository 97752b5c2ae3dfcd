package dev.sluice.task;

import dev.sluice.journal.Status;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Unknown;
import dev.sluice.state.HostState;
import dev.sluice.variables.Conditions;
import dev.sluice.variables.TaskScope;
import java.util.Map;
import java.util.Optional;

/** What the runbook says about a result: {@code failed_when}, {@code changed_when} and {@code until}. */
final class ResultRules {
    private final Conditions conditions;
    private final TaskFacts facts;

    ResultRules(Conditions conditions, TaskFacts facts) {
        this.conditions = conditions;
        this.facts = facts;
    }

    /** What {@code changed_when} and {@code failed_when} make of a result. */
    TaskResult of(Task task, HostState host, TaskScope scope, TaskResult result) throws UnreachableException {
        if (result.status() == Status.SKIPPED || result.status() == Status.UNREACHABLE) {
            return result;
        }
        TaskResult ruled = result;
        Optional<Node> failedWhen = task.keywords().get(Keyword.FAILED_WHEN);
        if (failedWhen.isPresent()) {
            ruled = withFailedWhen(task, host, scope, ruled, failedWhen.get());
        }
        Optional<Node> changedWhen = task.keywords().get(Keyword.CHANGED_WHEN);
        if (changedWhen.isPresent() && !ruled.status().isFailure()) {
            ruled = withChangedWhen(task, host, scope, ruled, changedWhen.get());
        }
        return ruled;
    }

    /** Whether no further attempt is needed: {@code until} holds, or without one, the task succeeded. */
    boolean isAsWanted(Task task, Optional<Node> until, TaskScope scope, TaskResult result) {
        if (until.isEmpty()) {
            return !result.status().isFailure();
        }
        return !(conditions.decide(until.get(), withResult(task, scope, result)) instanceof Conditions.Decision.Fails);
    }

    private TaskResult withFailedWhen(Task task, HostState host, TaskScope scope, TaskResult result, Node failedWhen)
            throws UnreachableException {
        Conditions.Decision decision =
                facts.settle(host, task, () -> conditions.decide(failedWhen, withResult(task, scope, result)));
        String message = result.outcome().message();
        if (decision instanceof Conditions.Decision.Undecided undecided) {
            TaskResult open = result.with("failed_when_result", new Unknown(undecided.because()));
            return result.status() == Status.OK
                    ? open.withStatus(Status.UNDECIDED, message, undecided.because())
                    : open;
        }
        if (decision instanceof Conditions.Decision.Holds) {
            String said = message.isEmpty() ? "'failed_when' holds: " + text(failedWhen) : message;
            return result.with("failed_when_result", true).withStatus(Status.FAILED, said, "");
        }
        TaskResult well = result.with("failed_when_result", false);
        boolean changed = !result.outcome().changes().isEmpty();
        return result.status() == Status.FAILED ? well.withStatus(changed ? Status.CHANGED : Status.OK, "", "") : well;
    }

    private TaskResult withChangedWhen(Task task, HostState host, TaskScope scope, TaskResult result, Node changedWhen)
            throws UnreachableException {
        Conditions.Decision decision =
                facts.settle(host, task, () -> conditions.decide(changedWhen, withResult(task, scope, result)));
        String message = result.outcome().message();
        if (decision instanceof Conditions.Decision.Undecided undecided) {
            return result.withStatus(Status.UNDECIDED, message, undecided.because());
        }
        boolean holds = decision instanceof Conditions.Decision.Holds;
        if (result.status() == Status.UNDECIDED && (holds || mayFail(task, scope, result))) {
            return result;
        }
        return result.withStatus(holds ? Status.CHANGED : Status.OK, message, "");
    }

    private boolean mayFail(Task task, TaskScope scope, TaskResult result) {
        return task.keywords()
                .get(Keyword.FAILED_WHEN)
                .map(node -> conditions.decide(node, withResult(task, scope, result)))
                .filter(Conditions.Decision.Fails.class::isInstance)
                .isEmpty();
    }

    private static String text(Node condition) {
        return String.join(
                " and ",
                Conditions.parts(condition).stream().map(Node.Scalar::text).toList());
    }

    private static TaskScope withResult(Task task, TaskScope scope, TaskResult result) {
        return task.keywords()
                .text(Keyword.REGISTER)
                .map(name -> scope.with(Map.of(name, result.registered())))
                .orElse(scope);
    }
}
