package dev.sluice.task;

import dev.sluice.journal.Event;
import dev.sluice.journal.JournalException;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.overlay.Breakdown;
import dev.sluice.overlay.Epoch;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.state.Cancellation;
import dev.sluice.state.HostState;
import dev.sluice.state.TargetLocks;
import dev.sluice.variables.Conditions;
import dev.sluice.variables.Loop;
import dev.sluice.variables.TaskScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs one task on one host: condition, loop, rendering, call, and what the runbook says about the result. */
public final class TaskRunner {
    private final CallExecutor executor;
    private final CallFactory calls;
    private final Conditions conditions;
    private final TaskFacts facts;
    private final Cancellation cancellation;
    private final ResultRules rules;

    public TaskRunner(
            CallExecutor executor,
            CallFactory calls,
            Conditions conditions,
            TaskFacts facts,
            Cancellation cancellation) {
        this.executor = executor;
        this.calls = calls;
        this.conditions = conditions;
        this.facts = facts;
        this.cancellation = cancellation;
        this.rules = new ResultRules(conditions, facts);
    }

    /**
     * Runs the task and registers its result with the host.
     *
     * @param doubt what it depends on whether the task is run at all (a handler that is possibly called); null if it is
     *     certain
     */
    public TaskReport run(Task task, TaskRef ref, HostState host, @Nullable String doubt) {
        TaskReport report;
        try {
            report = task.keywords().has(Keyword.LOOP) ? loop(task, ref, host, doubt) : single(task, ref, host, doubt);
        } catch (UnreachableException lost) {
            report = ended(task, host, TaskResult.of(Status.UNREACHABLE, String.valueOf(lost.getMessage()), ""));
        } catch (JournalException unwritable) {
            throw unwritable;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError broken) {
            report = ended(task, host, TaskResult.failed(Breakdown.failure(broken)));
        }
        return report;
    }

    private TaskReport ended(Task task, HostState host, TaskResult result) {
        register(task, host, result.registered());
        return result.report();
    }

    private TaskReport single(Task task, TaskRef ref, HostState host, @Nullable String doubt)
            throws UnreachableException {
        TaskResult result = item(task, ref, host, Map.of(), Event.NO_ITEM, doubt);
        keep(task, host, Map.of(), result);
        register(task, host, result.registered());
        return result.report();
    }

    private TaskReport loop(Task task, TaskRef ref, HostState host, @Nullable String doubt)
            throws UnreachableException {
        Loop loop;
        try {
            loop = facts.settle(host, task, () -> calls.loop(task, host));
        } catch (Failure failure) {
            return skipOrFail(task, host, failure, doubt);
        }
        if (loop.unknown() != null) {
            TaskResult result = undecided(task, host, loop.unknown());
            register(task, host, result.registered());
            return result.report();
        }
        LoopResult results = new LoopResult();
        int index = 0;
        while (index < loop.items().size()) {
            if (index > 0 && !loop.pause().isZero() && !executor.predicts()) {
                cancellation.sleep(loop.pause());
                forgetAll(host);
            }
            Map<String, @Nullable Object> variables = loop.variables(index);
            TaskResult result = cancellation.isRequested()
                    ? TaskResult.notBegun(cancellation.reason())
                    : item(task, ref, host, variables, index, doubt);
            keep(task, host, variables, result);
            results.add(result, loop.label(calls.scope(task, host, variables)), variables);
            index++;
        }
        register(task, host, results.registered());
        return results.report();
    }

    /** A loop's list may use what its condition guards: a false condition comes first. */
    private TaskReport skipOrFail(Task task, HostState host, Failure failure, @Nullable String doubt)
            throws UnreachableException {
        TaskResult result;
        try {
            Conditions.Decision decision =
                    facts.settle(host, task, () -> conditions.when(task, calls.scope(task, host, Map.of())));
            result = decision instanceof Conditions.Decision.Fails ? TaskResult.skipped() : TaskResult.failed(failure);
        } catch (Failure alsoWrong) {
            result = TaskResult.failed(failure);
        }
        result = executor.predicts() ? result.doubted(doubt) : result;
        register(task, host, result.registered());
        return result.report();
    }

    private TaskResult item(
            Task task,
            TaskRef ref,
            HostState host,
            Map<String, @Nullable Object> variables,
            int index,
            @Nullable String doubt)
            throws UnreachableException {
        TaskScope scope = calls.scope(task, host, variables);
        Optional<Call> begun = executor.begun(ref, host);
        if (begun.isPresent()) {
            return rules.of(task, host, scope, once(begun.get()));
        }
        String because = doubt;
        TaskResult result;
        try {
            Conditions.Decision decision = facts.settle(host, task, () -> conditions.when(task, scope));
            because = decision instanceof Conditions.Decision.Undecided undecided ? undecided.because() : doubt;
            result = decision instanceof Conditions.Decision.Fails
                    ? TaskResult.skipped()
                    : attempts(task, ref, host, scope, index, because);
        } catch (Failure failure) {
            result = TaskResult.failed(failure);
        }
        return executor.predicts() ? result.doubted(because) : result;
    }

    /** Executes the call until the result is as required ({@code until}, {@code retries}, {@code delay}); a check does it once. */
    private TaskResult attempts(
            Task task, TaskRef ref, HostState host, TaskScope scope, int index, @Nullable String doubt)
            throws UnreachableException {
        Optional<Node> until = task.keywords().get(Keyword.UNTIL);
        boolean retrying = until.isPresent() || task.keywords().has(Keyword.RETRIES);
        int retries = retrying && !executor.predicts() ? calls.retries(task, scope) : 0;
        TaskResult result = rules.of(task, host, scope, once(task, ref, host, scope, index, doubt));
        long attempts = 1;
        for (int attempt = 1; attempt <= retries && !rules.isAsWanted(task, until, scope, result); attempt++) {
            if (cancellation.isRequested()) {
                break;
            }
            cancellation.sleep(calls.delay(task, scope));
            forgetAll(host);
            result = rules.of(task, host, scope, once(task, ref, host, scope, index, doubt));
            attempts++;
        }
        if (retrying
                && executor.predicts()
                && result.status() != Status.CHANGED
                && !rules.isAsWanted(task, until, scope, result)) {
            return TaskResult.undecided("what comes of the attempts that follow");
        }
        if (retrying) {
            result = result.with(
                    "attempts", executor.predicts() ? new Unknown("how often it has to be tried") : attempts);
        }
        boolean asWanted = retries == 0 || rules.isAsWanted(task, until, scope, result);
        if (!asWanted && attempts <= retries && cancellation.isRequested()) {
            return result.withStatus(Status.CANCELLED, "", cancellation.reason() + " after " + attempts + " attempts");
        }
        if (!asWanted && until.isPresent()) {
            return result.with("attempts", (long) retries)
                    .withStatus(
                            Status.FAILED,
                            "after " + attempts + " attempts 'until' still does not hold"
                                    + (result.outcome().message().isEmpty()
                                            ? ""
                                            : ": " + result.outcome().message()),
                            "");
        }
        return result;
    }

    private TaskResult once(Task task, TaskRef ref, HostState host, TaskScope scope, int index, @Nullable String doubt)
            throws UnreachableException {
        try {
            Call call = facts.settle(host, task, () -> calls.make(task, ref, host, scope, index, doubt));
            return once(call);
        } catch (UnknownAnswerException unknown) {
            return undecided(task, host, unknown.reason());
        } catch (Failure failure) {
            return TaskResult.failed(failure);
        }
    }

    /** After some time nothing is relied on that was read before, of whichever target. */
    private static void forgetAll(HostState host) {
        Epoch epoch = host.target().memory().epoch();
        epoch.begin(epoch.now());
    }

    private TaskResult once(Call call) throws UnreachableException {
        return TargetLocks.holding(
                call.target(),
                () -> new TaskResult(
                        call.bound().guarded(() -> executor.execute(call)),
                        call.settings().risk().least()));
    }

    /** Whether the task's coming turn only tells what was carried out already. */
    public boolean isAhead(HostState host) {
        return executor.isAhead(host);
    }

    /** Nothing is known but the words of the task: what they name is suspected of being altered. */
    private TaskResult undecided(Task task, HostState host, String because) {
        if (executor.predicts()) {
            Set<String> names = calls.namesIn(task);
            if (!names.isEmpty()) {
                host.target().world().add(new SuspectedEffect(names, because));
            }
        }
        return TaskResult.undecided(because);
    }

    private void register(Task task, HostState host, Object value) {
        task.keywords().text(Keyword.REGISTER).ifPresent(name -> host.compute(Map.of(name, value)));
    }

    /** Variables that a module sets are the host's from now on. */
    private void keep(Task task, HostState acting, Map<String, @Nullable Object> loopVariables, TaskResult result) {
        Map<String, @Nullable Object> variables = result.outcome().variables();
        Map<String, @Nullable Object> gathered = result.facts();
        if (variables.isEmpty() && gathered.isEmpty()) {
            return;
        }
        HostState host = calls.owner(task, acting, calls.scope(task, acting, loopVariables));
        host.compute(variables);
        host.gather(gathered);
    }
}
