package dev.sluice.task;

import dev.sluice.journal.Status;
import dev.sluice.overlay.Memory;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.PlanningFacts;
import dev.sluice.overlay.Question;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Plan;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.Interruption;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.state.Connections;
import dev.sluice.state.HostState;
import dev.sluice.state.NotConnected;
import dev.sluice.state.RunContext;
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
public final class ApplyExecutor implements CallExecutor {
    /** How many questions of other tasks are asked together with a change. */
    private static final int MOST_BESIDE = 100;

    private final RunContext run;
    private final Connections connections;
    private final Function<HostState, Runnable> lookAhead;

    /** @param lookAhead what to do for a host before something is fetched */
    public ApplyExecutor(RunContext run, Function<HostState, Runnable> lookAhead) {
        this.run = run;
        this.connections = run.setup().connections();
        this.lookAhead = lookAhead;
    }

    private record Planned(Plan plan, PlanningFacts facts) {}

    @Override
    public boolean predicts() {
        return false;
    }

    @Override
    public CallOutcome execute(Call call) throws UnreachableException {
        call.requireFit(connections);
        try {
            Planned without = planUnconnected(call);
            if (without != null && without.plan().changes().isEmpty()) {
                return unchanged(call, without.plan());
            }
            Session session = call.session(connections);
            Planned planned = plan(call, session);
            Plan plan = planned.plan();
            if (plan.changes().isEmpty()) {
                return unchanged(call, plan);
            }
            if (call.doubt() != null) {
                return CallOutcome.undecided(call.doubt());
            }
            if (call.predictOnly()) {
                return CheckExecutor.outcome(plan, call);
            }
            run.setup().consent().require(plan.changes(), call.settings().risk());
            return carryOut(call, session, planned);
        } catch (UnknownAnswerException unknown) {
            return CallOutcome.undecided(unknown.reason());
        } catch (Failure failure) {
            return CallOutcome.failed(failure);
        }
    }

    private CallOutcome unchanged(Call call, Plan plan) {
        compare(call);
        return new CarriedOut(call, plan, List.of()).finished(plan.skipped() != null ? Status.SKIPPED : Status.OK);
    }

    /** The plan of a call that wants to know nothing of its target; null if it wants to. */
    private @Nullable Planned planUnconnected(Call call) {
        try {
            return plan(call, NotConnected::user);
        } catch (NotConnected | MissingAnswerException needed) {
            return null;
        }
    }

    private Planned plan(Call call, Session session) throws UnreachableException {
        return Fetcher.settle(targets(call), session, lookAhead.apply(call.host()), () -> plan(call, session::user));
    }

    private SeenTargets targets(Call call) {
        return new SeenTargets(call, connections, state -> new Overlay(state.memory()));
    }

    private Planned plan(Call call, Supplier<String> user) {
        PlanningFacts facts = targets(call).facts(new Overlay(call.target().memory()), user, run.now());
        return new Planned(call.bound().plan(facts), facts);
    }

    private void compare(Call call) {
        SeenTargets targets = targets(call);
        run.predictions().compare(call.subject(), name -> targets.state(name).memory());
    }

    private CallOutcome carryOut(Call call, Session session, Planned planned) throws UnreachableException {
        Plan plan = planned.plan();
        SeenTargets targets = targets(call);
        boolean verified = plan.changes().stream().anyMatch(change -> change.kind() == Change.Kind.STATE);
        PlanSteps steps = new PlanSteps(call, plan.changes(), run.events(), run.cancellation());
        Map<String, Set<Question>> doubtful = doubtful(planned, targets);
        String failure;
        try {
            failure = steps.carryOut(
                    name -> name.isEmpty() ? session : targets.session(name),
                    again(doubtful.getOrDefault("", Set.of()), planned, session.user()));
        } finally {
            doubtful.forEach((name, questions) -> targets.state(name).memory().forget(questions));
        }
        Memory memory = call.target().memory();
        steps.readings().forEach((fact, reading) -> memory.put(new Question(fact, session.user()), reading));
        CarriedOut done = new CarriedOut(call, plan, steps.outcomes());
        if (failure != null) {
            return done.finished(Status.FAILED).withStatus(Status.FAILED, failure, "");
        }
        boolean changed = plan.changes().stream().anyMatch(change -> change.kind() != Change.Kind.WAIT);
        Status status = changed ? Status.CHANGED : Status.OK;
        if (verified) {
            return converged(call, session, done, status);
        }
        compare(call); // what an event claims is held against what it did
        return done.finished(status);
    }

    /** The questions to each target whose answers can no longer be relied on after the changes. */
    private static Map<String, Set<Question>> doubtful(Planned planned, SeenTargets targets) {
        Map<String, List<Effect>> effects = new LinkedHashMap<>();
        Map<String, Set<Question>> asked = new LinkedHashMap<>();
        asked.put("", planned.facts().asked());
        planned.facts().others().forEach((name, facts) -> asked.put(name, facts.asked()));
        asked.keySet().forEach(name -> effects.put(name, new ArrayList<>()));
        for (Change change : planned.plan().changes()) {
            effects.computeIfAbsent(change.target(), name -> new ArrayList<>()).addAll(change.effects());
        }
        Map<String, Set<Question>> doubtful = new LinkedHashMap<>();
        effects.forEach((name, altering) -> doubtful.put(
                name,
                doubtful(
                        altering,
                        asked.getOrDefault(name, Set.of()),
                        targets.state(name).memory())));
        return doubtful;
    }

    /**
     * Those that the effects alter, all after an opaque command, and those that the plan asked and that cost next to
     * nothing to ask again.
     */
    private static Set<Question> doubtful(List<Effect> effects, Set<Question> asked, Memory memory) {
        if (effects.stream().anyMatch(SuspectedEffect.class::isInstance)) {
            return new LinkedHashSet<>(memory.questions());
        }
        Overlay after = new Overlay(memory);
        after.addAll(effects);
        Set<Question> doubtful = new LinkedHashSet<>();
        for (Question question : asked) {
            if (question.fact() instanceof BatchedFact && memory.knows(question)) {
                doubtful.add(question);
            }
        }
        for (Question question : memory.reachedBy(effects)) {
            if (isAltered(question, after, memory)) {
                doubtful.add(question);
            }
        }
        return doubtful;
    }

    /** What is asked together with the last step: what the plan will ask again, and what costs next to nothing. */
    private static List<Fact<?>> again(Set<Question> doubtful, Planned planned, String user) {
        List<Fact<?>> questions = new ArrayList<>();
        for (Question question : doubtful) {
            boolean wanted = planned.facts().asked().contains(question)
                    || question.fact() instanceof BatchedFact && questions.size() < MOST_BESIDE;
            if (wanted && question.from().equals(Viewpoint.of(user))) {
                questions.add(question.fact());
            }
        }
        return questions;
    }

    private static boolean isAltered(Question question, Overlay after, Memory memory) {
        try {
            Answer<?> before = memory.observed(question.fact(), question.from());
            return !before.equals(after.answer(question.fact(), question.from()));
        } catch (Interruption cannotTell) {
            return true;
        }
    }

    private CallOutcome converged(Call call, Session session, CarriedOut done, Status status)
            throws UnreachableException {
        Planned again;
        try {
            again = Fetcher.settle(targets(call), session, () -> {}, () -> plan(call, session::user));
        } catch (UnknownAnswerException simulated) {
            return done.finished(status);
        }
        compare(call);
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
