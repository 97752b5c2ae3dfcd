package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Status;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.Question;
import dev.sluice.plan.PlanningFacts;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.UnknownAnswerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans a call in the world as it is, carries the changes out step by step, forgets what they touched and plans again:
 * then nothing may be left to change.
 */
final class ApplyTurn implements Turn {
    private final Connections connections;
    private final Function<HostState, Runnable> lookAhead;
    private final Predictions predictions;
    private final Consent consent;
    private final Events events;
    private final Cancellation cancellation;
    private final Instant now;

    ApplyTurn(
            Connections connections,
            Function<HostState, Runnable> lookAhead,
            Predictions predictions,
            Consent consent,
            Events events,
            Cancellation cancellation,
            Instant now) {
        this.connections = connections;
        this.lookAhead = lookAhead;
        this.predictions = predictions;
        this.consent = consent;
        this.events = events;
        this.cancellation = cancellation;
        this.now = now;
    }

    private record Planned(Plan plan, Set<Question> asked) {}

    @Override
    public boolean predicts() {
        return false;
    }

    @Override
    public TurnOutcome take(Call call) throws UnreachableException {
        connections.requireFit(call);
        try {
            Planned without = planUnconnected(call);
            if (without != null && without.plan().changes().isEmpty()) {
                return unchanged(call, without.plan());
            }
            Session session = connections.session(call);
            Planned planned = plan(call, session);
            Plan plan = planned.plan();
            if (plan.changes().isEmpty()) {
                return unchanged(call, plan);
            }
            if (call.doubt() != null) {
                return TurnOutcome.undecided(call.doubt());
            }
            if (call.predictOnly()) {
                return CheckTurn.outcome(plan, call);
            }
            consent.require(call, plan.changes());
            return carryOut(call, session, planned);
        } catch (UnknownAnswerException unknown) {
            return TurnOutcome.undecided(unknown.reason());
        } catch (TaskFailure failure) {
            return TurnOutcome.of(Status.FAILED, failure.values(), String.valueOf(failure.getMessage()));
        }
    }

    private TurnOutcome unchanged(Call call, Plan plan) {
        predictions.compare(call, call.target().memory());
        return new CarriedOut(call, plan, List.of()).finished(plan.skipped() != null ? Status.SKIPPED : Status.OK);
    }

    /** The plan of a call that wants to know nothing of its target; null if it wants to. */
    private @Nullable Planned planUnconnected(Call call) {
        try {
            return plan(call, NotConnected::user);
        } catch (NotConnected needed) {
            return null;
        }
    }

    private Planned plan(Call call, Session session) throws UnreachableException {
        return Fetcher.settle(call.target(), session, lookAhead.apply(call.host()), () -> plan(call, session::user));
    }

    private Planned plan(Call call, Supplier<String> user) {
        PlanningFacts facts = call.facts(new Overlay(call.target().memory()), user, now);
        return new Planned(call.bound().plan(facts), facts.asked());
    }

    private TurnOutcome carryOut(Call call, Session session, Planned planned) throws UnreachableException {
        Plan plan = planned.plan();
        List<StepOutcome> outcomes = new ArrayList<>();
        String failure = null;
        try {
            List<Change> changes = plan.changes();
            for (int index = 0; index < changes.size(); index++) {
                Change change = changes.get(index);
                if (failure == null && cancellation.isRequested() && !outcomes.isEmpty()) {
                    failure = "stopped on request before: " + change.resource() + " " + change.what();
                }
                failure = failure == null
                        ? carryOut(call, session, change.steps(), effectsDoneWith(changes, index), outcomes)
                        : failure;
            }
        } finally {
            forget(call, session, planned);
        }
        CarriedOut done = new CarriedOut(call, plan, outcomes);
        if (failure != null) {
            return done.finished(Status.FAILED).withStatus(Status.FAILED, failure, "");
        }
        boolean changed = plan.changes().stream().anyMatch(change -> change.kind() != Change.Kind.WAIT);
        Status status = changed ? Status.CHANGED : Status.OK;
        if (plan.changes().stream().noneMatch(change -> change.kind() == Change.Kind.STATE)) {
            return done.finished(status);
        }
        return converged(call, session, done, status);
    }

    /**
     * What is done when the steps of a change are: a change without steps of its own is done by those of the one before
     * it, or of the first one that has any.
     */
    private static List<Effect> effectsDoneWith(List<Change> changes, int index) {
        boolean first = changes.subList(0, index).stream()
                .allMatch(change -> change.steps().isEmpty());
        List<Effect> effects = new ArrayList<>();
        if (first) {
            changes.subList(0, index).forEach(change -> effects.addAll(change.effects()));
        }
        effects.addAll(changes.get(index).effects());
        for (Change next : changes.subList(index + 1, changes.size())) {
            if (!next.steps().isEmpty()) {
                break;
            }
            effects.addAll(next.effects());
        }
        return effects;
    }

    private @Nullable String carryOut(
            Call call, Session session, List<Step> steps, List<Effect> effects, List<StepOutcome> outcomes)
            throws UnreachableException {
        for (int index = 0; index < steps.size(); index++) {
            Step step = withEnvironment(steps.get(index), call.environment());
            boolean last = index == steps.size() - 1;
            int number = outcomes.size() + 1;
            String kind = step.getClass().getSimpleName();
            if (cancellation.isNow()) {
                return "stopped on request before: " + step.describe();
            }
            events.emit(new Event.StepIntended(
                    call.task(), call.host().name(), call.item(), number, kind, step.describe(), call.noLog()));
            StepOutcome outcome = perform(session, step, last ? effects : List.of(), call, number);
            outcomes.add(outcome);
            events.emit(new Event.StepFinished(
                    call.task(),
                    call.host().name(),
                    call.item(),
                    number,
                    outcome.output().exitCode(),
                    outcome.failure(),
                    outcome.simulated(),
                    outcome.duration(),
                    call.noLog()));
            if (!outcome.succeeded()) {
                return outcome.failure();
            }
        }
        return null;
    }

    private StepOutcome perform(Session session, Step step, List<Effect> effects, Call call, int number)
            throws UnreachableException {
        try {
            return session.perform(step, effects);
        } catch (UnreachableException lost) {
            events.emit(new Event.StepFinished(
                    call.task(),
                    call.host().name(),
                    call.item(),
                    number,
                    -1,
                    String.valueOf(lost.getMessage()),
                    false,
                    java.time.Duration.ZERO,
                    call.noLog()));
            throw lost;
        }
    }

    private static Step withEnvironment(Step step, Map<String, String> environment) {
        if (environment.isEmpty()) {
            return step;
        }
        if (step instanceof Steps.Keep keep) {
            return new Steps.Keep(withEnvironment(keep.run(), environment), keep.pointer(), keep.place());
        }
        return step instanceof Steps.Run run ? withEnvironment(run, environment) : step;
    }

    private static Steps.Run withEnvironment(Steps.Run run, Map<String, String> environment) {
        Map<String, String> merged = new LinkedHashMap<>(environment);
        merged.putAll(run.environment());
        return run.withEnvironment(merged);
    }

    /** Forgets what the plan relied on and every answer that the effects alter; all of it after an opaque command. */
    private static void forget(Call call, Session session, Planned planned) {
        var memory = call.target().memory();
        List<Effect> effects = planned.plan().changes().stream()
                .flatMap(change -> change.effects().stream())
                .toList();
        if (effects.stream().anyMatch(SuspectedEffect.class::isInstance)) {
            memory.forgetAll();
            return;
        }
        Overlay after = new Overlay(memory);
        after.addAll(effects);
        Set<Question> touched = new LinkedHashSet<>(planned.asked());
        for (Question question : memory.reachedBy(effects)) {
            if (isAltered(question, after, memory)) {
                touched.add(question);
            }
        }
        memory.forget(touched);
    }

    private static boolean isAltered(Question question, Overlay after, dev.sluice.plan.Memory memory) {
        try {
            Answer<?> before = memory.observed(question.fact(), question.from());
            return !before.equals(after.answer(question.fact(), question.from()));
        } catch (MissingAnswerException | TaskFailure | UnknownAnswerException cannotTell) {
            return true;
        }
    }

    private TurnOutcome converged(Call call, Session session, CarriedOut done, Status status)
            throws UnreachableException {
        Planned again;
        try {
            again = plan(call, session);
        } catch (UnknownAnswerException simulated) {
            return done.finished(status);
        }
        predictions.compare(call, call.target().memory());
        List<Change> left = again.plan().changes().stream()
                .filter(change -> change.kind() == Change.Kind.STATE)
                .toList();
        if (!left.isEmpty()) {
            Change change = left.get(0);
            return done.finished(Status.FAILED)
                    .withStatus(
                            Status.FAILED,
                            "did not converge: every step succeeded, and still " + change.resource()
                                    + " needs a change of " + change.what() + " from '" + change.before() + "' to '"
                                    + change.after() + "'",
                            "");
        }
        return done.converged(status, again.plan());
    }
}
