package dev.sluice.task;

import dev.sluice.journal.Event;
import dev.sluice.journal.TaskRef;
import dev.sluice.overlay.Memory;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.Question;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.value.Unknown;
import dev.sluice.state.HostState;
import dev.sluice.state.Predictions;
import dev.sluice.variables.Conditions;
import dev.sluice.variables.Loop;
import dev.sluice.variables.TaskScope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans coming tasks in a world of its own, only to find out what they will ask. Planning is pure, so it costs nothing
 * but time here, and every question found is fetched together with the one that is missing now. What goes wrong here goes
 * wrong again, and is reported, when the task is run.
 */
public final class LookAhead {
    private static final int MOST_ITEMS = 200;

    private final ComingTasks upcoming;
    private final CallFactory calls;
    private final Conditions conditions;
    private final Predictions predictions;
    private final Instant now;

    /** @param predictions what the tasks asked in the check, if there was one */
    public LookAhead(
            ComingTasks upcoming, CallFactory calls, Conditions conditions, Predictions predictions, Instant now) {
        this.upcoming = upcoming;
        this.calls = calls;
        this.conditions = conditions;
        this.predictions = predictions;
        this.now = now;
    }

    /** Hints at everything that the tasks after one will ask of a host, as far as it can be foreseen. */
    public void after(Task task, HostState host) {
        HostState ahead = host.fork();
        Overlay world = host.target().world().fork();
        Overlay current = new Overlay(host.target().memory());
        Overlay used = world.size() == 0 ? current : world;
        foresee(task, ahead, used);
        for (Task next : upcoming.after(task)) {
            if (!recall(next, host)) {
                foresee(next, ahead, used);
            }
        }
    }

    /**
     * Hints at what a task asked in the check. False if it has to be planned to find out what it will ask: it has not been,
     * others need its result, or an answer is missing that may be another one when its turn has come.
     */
    private boolean recall(Task task, HostState host) {
        if (task.keywords().has(Keyword.REGISTER) || task.keywords().has(Keyword.DELEGATE_TO)) {
            return false;
        }
        Memory memory = host.target().memory();
        Set<Question> asked = predictions.asked(TaskRefs.id(task, host), host.name());
        List<Question> missing =
                asked.stream().filter(question -> !memory.knows(question)).toList();
        if (asked.isEmpty() || !missing.stream().allMatch(question -> question.fact() instanceof BatchedFact)) {
            return false;
        }
        missing.forEach(memory::hint);
        return true;
    }

    private void foresee(Task task, HostState ahead, Overlay world) {
        try {
            if (!task.keywords().has(Keyword.LOOP)) {
                Object registered = predict(task, ahead, world, Map.of());
                register(task, ahead, registered);
                return;
            }
            Loop loop = calls.loop(task, ahead);
            LoopResult results = new LoopResult();
            for (int index = 0; index < Math.min(loop.items().size(), MOST_ITEMS); index++) {
                predict(task, ahead, world, loop.variables(index));
            }
            register(task, ahead, loop.items().isEmpty() ? results.registered() : new Unknown("what comes first"));
        } catch (RuntimeException unforeseeable) {
            // Whatever is wrong is told when the task is run.
            register(task, ahead, new Unknown("what comes first"));
        }
    }

    /** What a task comes to in the world ahead; the value that would be registered. */
    private Object predict(Task task, HostState ahead, Overlay world, Map<String, @Nullable Object> variables) {
        TaskScope scope = calls.scope(task, ahead, variables);
        if (conditions.when(task, scope) instanceof Conditions.Decision.Fails) {
            return TaskResult.of(dev.sluice.journal.Status.SKIPPED, "", "").registered();
        }
        TaskRef ref = new TaskRef("", task.path(), "", task.module(), "", false);
        Call call = calls.make(task, ref, ahead, scope, Event.NO_ITEM, null);
        if (call.target() != ahead.target()) {
            return new Unknown("what comes first");
        }
        CallOutcome outcome;
        try {
            outcome = CheckExecutor.predict(
                    call, SeenTargets.ownFacts(call, world, call::user, now), name -> world, null);
        } catch (MissingAnswerException missing) {
            call.target().memory().hint(missing.question());
            return new Unknown("what comes first");
        }
        ahead.compute(outcome.variables());
        Map<String, @Nullable Object> values = new LinkedHashMap<>(outcome.values());
        values.put("changed", outcome.status() == dev.sluice.journal.Status.CHANGED);
        values.put("failed", false);
        return values;
    }

    private static void register(Task task, HostState ahead, Object value) {
        task.keywords().text(Keyword.REGISTER).ifPresent(name -> ahead.compute(Map.of(name, value)));
    }
}
