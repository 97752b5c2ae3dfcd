package dev.sluice.run;

import dev.sluice.journal.Status;
import dev.sluice.journal.TaskReport;
import dev.sluice.plan.EvaluationFailure;
import dev.sluice.plan.Renderer;
import dev.sluice.plan.TaskScope;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Evaluates what the tasks that steer a run say; what cannot be evaluated ends such a task on its host. */
final class ControlEvaluation {
    private final CallFactory calls;
    private final Conditions conditions;
    private final Renderer renderer;
    private final TaskFacts facts;

    ControlEvaluation(CallFactory calls, Conditions conditions, Renderer renderer, TaskFacts facts) {
        this.calls = calls;
        this.conditions = conditions;
        this.renderer = renderer;
        this.facts = facts;
    }

    /** What an attempt gives on a host; empty if it did not succeed, which is then reported. */
    <T> Optional<T> attempt(ControlCall call, HostState host, Fetcher.Attempt<T> attempt) {
        try {
            return Optional.of(facts.settle(host, call.task(), attempt));
        } catch (EvaluationFailure failure) {
            call.fail(host, failure.explained(), failure.hint());
        } catch (PatternSyntaxException | NumberFormatException unfit) {
            call.fail(host, "a parameter of " + call.task().module() + " makes no sense: " + unfit.getMessage(), "");
        } catch (TaskFailure failure) {
            call.fail(host, String.valueOf(failure.getMessage()), "");
        } catch (UnreachableException lost) {
            call.end(host, TaskReport.of(Status.UNREACHABLE).withMessage(String.valueOf(lost.getMessage())));
        } catch (UnknownAnswerException unknown) {
            call.end(host, TaskReport.of(Status.UNDECIDED).withBecause(unknown.reason()));
        }
        return Optional.empty();
    }

    /** Whether the task's condition holds on a host; reports it if not. */
    boolean isWanted(ControlCall call, HostState host, Map<String, @Nullable Object> loop) {
        Task task = call.task();
        Conditions.Decision decision = attempt(call, host, () -> conditions.when(task, calls.scope(task, host, loop)))
                .orElse(null);
        if (decision instanceof Conditions.Decision.Undecided undecided) {
            call.end(host, TaskReport.of(Status.UNDECIDED).withBecause(undecided.because()));
        } else if (decision instanceof Conditions.Decision.Fails) {
            call.end(host, TaskReport.of(Status.SKIPPED).withMessage("Conditional result was False"));
        }
        return decision instanceof Conditions.Decision.Holds;
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
    Map<String, @Nullable Object> arguments(Task task, TaskScope scope, String freeForm) {
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
