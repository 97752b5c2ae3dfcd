package dev.sluice.task;

import dev.sluice.journal.Explanation;
import dev.sluice.journal.JournalException;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.overlay.Epoch;
import dev.sluice.overlay.Memory;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.PlanningFacts;
import dev.sluice.overlay.Question;
import dev.sluice.spi.Change;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Steps;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.state.Connections;
import dev.sluice.state.HostState;
import dev.sluice.state.NotConnected;
import dev.sluice.state.RunContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans a call in the world as it is, carries the changes out step by step, forgets what they touched and plans again:
 * then nothing may be left to change.
 */
public final class ApplyExecutor implements CallExecutor {
    private final RunContext run;
    private final Function<HostState, Runnable> lookAhead;
    private final Bundler bundler;
    private final Predicate<HostState> alone;
    private final CallsAhead ahead = new CallsAhead();

    /**
     * @param lookAhead what to do for a host before something is fetched
     * @param bundler finds what can be carried out together
     * @param alone whether a host waits for no other host between two tasks
     */
    public ApplyExecutor(
            RunContext run, Function<HostState, Runnable> lookAhead, Bundler bundler, Predicate<HostState> alone) {
        this.run = run;
        this.lookAhead = lookAhead;
        this.bundler = bundler;
        this.alone = alone;
    }

    private record Planned(Plan plan, PlanningFacts facts) {}

    @Override
    public boolean predicts() {
        return false;
    }

    @Override
    public boolean isAhead(HostState host) {
        return ahead.isAhead(host);
    }

    @Override
    public Optional<Call> begun(TaskRef task, HostState host) {
        return ahead.find(task, host);
    }

    private Connections connections() {
        return run.setup().connections();
    }

    @Override
    public CallOutcome execute(Call call) throws UnreachableException {
        Optional<BundledCall> begun = ahead.take(call);
        if (begun.isPresent()) {
            return finished(begun.get());
        }
        call.requireFit(connections());
        try {
            long looks = bundler.looks();
            Planned known = planFromMemory(call);
            if (known != null && known.plan().changes().isEmpty()) {
                return unchanged(call, known.plan());
            }
            Session session = call.session(connections());
            Planned planned = known != null ? known : plan(call, session);
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
            return Bundler.isExact(call, plan, planned.facts())
                            && !run.cancellation().isRequested()
                    ? together(call, session, planned, looks)
                    : carryOut(call, session, planned);
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

    /** The plan of a call that wants to know nothing more than was read before; null if it wants to. */
    private @Nullable Planned planFromMemory(Call call) {
        try {
            return plan(call, call::user);
        } catch (NotConnected | MissingAnswerException needed) {
            return null;
        }
    }

    private Planned plan(Call call, Session session) throws UnreachableException {
        return Fetcher.settle(targets(call), session, lookAhead.apply(call.host()), () -> plan(call, session::user));
    }

    private SeenTargets targets(Call call) {
        return new SeenTargets(call, connections(), state -> new Overlay(state.memory()));
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
        PlanSteps steps = new PlanSteps(call, plan.changes(), run.events(), run.cancellation());
        Map<String, Reobservation> again = again(planned, targets, session.user());
        Memory memory = call.target().memory();
        long epoch = memory.epoch().now();
        String failure;
        try {
            failure = steps.carryOut(
                    name -> name.isEmpty() ? session : targets.session(name),
                    again.getOrDefault("", Reobservation.NOTHING).questions());
        } finally {
            again.forEach((name, after) -> targets.state(name).memory().forget(after.doubtful()));
            if (isUnsettling(plan)) {
                epoch = memory.epoch().begin(epoch);
            }
        }
        remember(call, session, steps.readings(), epoch);
        CarriedOut done = new CarriedOut(call, plan, steps.outcomes());
        if (failure != null) {
            return steps.isStopped()
                    ? done.stopped(run.cancellation().reason(), failure)
                    : done.finished(Status.FAILED).withStatus(Status.FAILED, failure, "");
        }
        boolean changed = plan.changes().stream().anyMatch(change -> change.kind() != Change.Kind.WAIT);
        Status status = changed ? Status.CHANGED : Status.OK;
        return verified(call, session, done, status);
    }

    /** What is wrong from here on fails the task with all that was done. */
    private CallOutcome verified(Call call, Session session, CarriedOut done, Status status)
            throws UnreachableException {
        boolean repeatable = done.plan().changes().stream().anyMatch(change -> change.kind() == Change.Kind.STATE);
        try {
            return call.bound().guarded(() -> {
                if (repeatable) {
                    return converged(call, session, done, status);
                }
                compare(call); // what an event claims is held against what it did
                return done.finished(status);
            });
        } catch (Failure afterwards) {
            return done.finished(Status.FAILED).withStatus(Status.FAILED, Explanation.of(afterwards));
        }
    }

    /**
     * Carries out a call together with those after it that can travel with it.
     *
     * @param looks what {@link Bundler#looks} was before it was planned
     */
    private CallOutcome together(Call call, Session session, Planned planned, long looks) throws UnreachableException {
        List<BundledCall> calls = alone.test(call.host()) && !bundler.dependsOnItself(call, looks)
                ? bundler.bundle(call, planned.plan(), planned.facts(), session)
                : bundler.alone(call, planned.plan(), planned.facts(), session);
        BundledCall last;
        try {
            last = new BundleSteps(calls, run.events(), run.cancellation()).carryOut(session);
        } catch (JournalException unwritable) {
            run.cancellation().stopUnrecorded();
            return CallOutcome.notBegun(run.cancellation().reason());
        }
        ahead.put(call.host(), calls.subList(1, calls.indexOf(last) + 1));
        return finished(calls.get(0));
    }

    /** What a call came to whose steps were carried out. */
    private CallOutcome finished(BundledCall begun) throws UnreachableException {
        Call call = begun.call();
        begun.takeEvents().forEach(run.events()::show);
        if (begun.plan().changes().isEmpty()) {
            return unchanged(call, begun.plan());
        }
        call.target().memory().forget(begun.after().doubtful());
        begun.requireConnection();
        Session session = call.session(connections());
        Epoch epoch = call.target().memory().epoch();
        // What was read is right for this call, whatever others did since then.
        remember(call, session, begun.readings(), epoch.now());
        CarriedOut done = new CarriedOut(call, begun.plan(), begun.outcomes());
        String failure = begun.failure();
        CallOutcome outcome = failure == null
                ? verified(call, session, done, Status.CHANGED)
                : done.finished(Status.FAILED).withStatus(Status.FAILED, failure, "");
        if (!ahead.isAhead(call.host()) && epoch.now() != begun.epoch()) {
            epoch.begin(epoch.now()); // and for no other
        }
        return outcome;
    }

    private static void remember(Call call, Session session, Map<Fact<?>, Reading> readings, long epoch) {
        Memory memory = call.target().memory();
        readings.forEach((fact, reading) -> memory.put(new Question(fact, session.user()), reading, epoch));
    }

    /**
     * Whether anything may be different afterwards, on whichever target: an opaque command or an event happened, time
     * passed, or something was altered elsewhere.
     */
    private static boolean isUnsettling(Plan plan) {
        return plan.changes().stream()
                .anyMatch(change -> change.kind() != Change.Kind.STATE
                        || !change.target().isEmpty()
                        || change.steps().stream().anyMatch(Steps.Fetch.class::isInstance)
                        || change.effects().stream().anyMatch(SuspectedEffect.class::isInstance));
    }

    /** What has to be read again of each target after the changes. */
    private static Map<String, Reobservation> again(Planned planned, SeenTargets targets, String user) {
        Map<String, List<Change>> changes = new LinkedHashMap<>();
        Map<String, Set<Question>> asked = new LinkedHashMap<>();
        asked.put("", planned.facts().asked());
        planned.facts().others().forEach((name, facts) -> asked.put(name, facts.asked()));
        asked.keySet().forEach(name -> changes.put(name, new ArrayList<>()));
        for (Change change : planned.plan().changes()) {
            changes.computeIfAbsent(change.target(), name -> new ArrayList<>()).add(change);
        }
        Map<String, Reobservation> again = new LinkedHashMap<>();
        changes.forEach((name, own) -> {
            Memory memory = targets.state(name).memory();
            Overlay after = new Overlay(memory);
            own.forEach(change -> after.addAll(change.effects()));
            Set<Question> altered = Reobservation.altered(
                    own,
                    memory,
                    question -> memory.observed(question.fact(), question.from()),
                    question -> after.answer(question.fact(), question.from()));
            again.put(name, Reobservation.of(altered, asked.getOrDefault(name, Set.of()), memory, user));
        });
        return again;
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
