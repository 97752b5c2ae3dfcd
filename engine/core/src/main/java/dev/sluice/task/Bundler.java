package dev.sluice.task;

import dev.sluice.journal.Event;
import dev.sluice.overlay.Agreement;
import dev.sluice.overlay.Memory;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.PlanningFacts;
import dev.sluice.overlay.Question;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.spi.Change;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Step;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Interruption;
import dev.sluice.spi.value.Unknown;
import dev.sluice.state.HostState;
import dev.sluice.variables.Conditions;
import dev.sluice.variables.TaskScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calls of coming tasks whose steps may travel together with those of a call: their plans are certain, their
 * steps are exact ({@link Step#isExact}), and they follow without anything in between that depends on how the steps before
 * them really ended. A coming task is planned in the world that the changes before it will leave behind. The first doubt
 * ends the bundle; nothing is lost by that but a round trip.
 */
public final class Bundler {
    private static final int MOST_CALLS = 64;

    /** What makes a task wait for its turn: each can turn a success into a failure, or asks for more than one call. */
    private static final Set<Keyword> ALONE = Set.of(
            Keyword.LOOP,
            Keyword.CHANGED_WHEN,
            Keyword.FAILED_WHEN,
            Keyword.UNTIL,
            Keyword.RETRIES,
            Keyword.NEEDS,
            Keyword.DELEGATE_TO,
            Keyword.RUN_ONCE,
            Keyword.CONFIRM);

    private final ComingTasks coming;
    private final CallFactory calls;
    private final Conditions conditions;
    private final TaskRefs refs;
    private final Instant now;

    /** @param now when the apply began */
    public Bundler(ComingTasks coming, CallFactory calls, Conditions conditions, TaskRefs refs, Instant now) {
        this.coming = coming;
        this.calls = calls;
        this.conditions = conditions;
        this.refs = refs;
        this.now = now;
    }

    /** Whether the steps of a plan may travel with others. */
    static boolean isExact(Call call, Plan plan, PlanningFacts facts) {
        return !plan.changes().isEmpty()
                && plan.changes().stream().allMatch(Bundler::isExact)
                && plan.changes().stream().anyMatch(change -> !change.steps().isEmpty())
                && facts.others().isEmpty()
                && call.environment().isEmpty()
                && call.doubt() == null
                && !call.predictOnly();
    }

    private static boolean isExact(Change change) {
        return change.kind() == Change.Kind.STATE
                && change.risk() == Risk.SAFE
                && change.target().isEmpty()
                && change.steps().stream().allMatch(Step::isExact)
                && change.effects().stream().noneMatch(SuspectedEffect.class::isInstance);
    }

    /**
     * A call and those after it that travel with it.
     *
     * @param facts what the plan of the first call was made from
     * @param session through which it goes
     */
    List<BundledCall> bundle(Call first, Plan plan, PlanningFacts facts, Session session) {
        Journey journey = new Journey(first, session);
        journey.add(first, plan, facts);
        Optional<Task> leader = coming.find(first.task().id());
        if (leader.isPresent() && mayTravel(leader.get()) && first.host().doubt() == null) {
            journey.register(leader.get());
            for (Task task : coming.upToControl(leader.get(), MOST_CALLS)) {
                if (!mayTravel(task) || !journey.take(task)) {
                    break;
                }
            }
        }
        return journey.calls;
    }

    /** A call without others. */
    List<BundledCall> alone(Call call, Plan plan, PlanningFacts facts, Session session) {
        Journey journey = new Journey(call, session);
        journey.add(call, plan, facts);
        return journey.calls;
    }

    /** How often something was looked up on the controller so far. */
    long looks() {
        return calls.looks();
    }

    /**
     * Whether what a call does may depend on what others do that travel with it: it looked something up on the controller, and
     * is carried out there.
     *
     * @param looks what {@link #looks} was before it was planned
     */
    boolean dependsOnItself(Call call, long looks) {
        return call.target().isController() && calls.looks() != looks;
    }

    private static boolean mayTravel(Task task) {
        return ALONE.stream().noneMatch(task.keywords()::has);
    }

    /** The world ahead of one call, as far as it is certain. */
    private final class Journey {
        private final Call first;
        private final Session session;
        private final Memory memory;
        private final long epoch;
        private final Overlay world;
        private final HostState ahead;
        private final List<BundledCall> calls = new ArrayList<>();

        Journey(Call first, Session session) {
            this.first = first;
            this.session = session;
            this.memory = first.target().memory();
            this.epoch = memory.epoch().now();
            this.world = new Overlay(memory);
            this.ahead = first.host().fork();
        }

        /** What a call registers, and the variables that it sets, are known when its turn has come. */
        void register(Task task) {
            task.keywords().text(Keyword.REGISTER).ifPresent(this::conceal);
        }

        private void conceal(String variable) {
            ahead.compute(Map.of(variable, new Unknown("what comes first")));
        }

        /** Takes a coming task along; false if it has to wait for its turn, and so has everything after it. */
        boolean take(Task task) {
            try {
                return foresee(task);
            } catch (RuntimeException unforeseeable) {
                return false; // whatever is wrong is told when its turn has come
            }
        }

        private boolean foresee(Task task) {
            long looks = Bundler.this.calls.looks();
            TaskScope scope = Bundler.this.calls.scope(task, ahead, Map.of());
            Conditions.Decision decision = conditions.when(task, scope);
            if (Bundler.this.calls.looks() != looks) {
                return false; // it is decided again when its turn has come
            }
            if (decision instanceof Conditions.Decision.Fails) {
                register(task);
                return true;
            }
            if (decision instanceof Conditions.Decision.Undecided) {
                return false;
            }
            Call call = Bundler.this.calls.make(
                    task, refs.of(task, false, List.of(first.host())), ahead, scope, Event.NO_ITEM, null);
            if (call.target() != first.target()
                    || !call.become().equals(first.become())
                    || !call.place().connection().equals(first.place().connection())) {
                return false;
            }
            PlanningFacts facts = SeenTargets.ownFacts(call, world, session::user, now);
            Plan plan = call.bound().plan(facts);
            if (dependsOnItself(call, looks)) {
                return false;
            }
            if (plan.changes().isEmpty()) {
                return pass(task, call, plan, facts);
            }
            if (!isExact(call, plan, facts) || isRaised(call)) {
                return false;
            }
            add(call, plan, facts);
            register(task);
            plan.variables().keySet().forEach(this::conceal);
            return true;
        }

        private boolean isRaised(Call call) {
            Risk least = call.settings().risk().least();
            return least != null && least != Risk.SAFE;
        }

        /** A task in between that changes nothing: it must come to the same before and after the changes before it. */
        private boolean pass(Task task, Call call, Plan plan, PlanningFacts facts) {
            boolean certain = !Unknowns.isIn(plan.values())
                    && !Unknowns.isIn(plan.variables())
                    && !plan.values().containsKey(TaskResult.FACTS)
                    && facts.others().isEmpty()
                    && facts.asked().stream()
                            .noneMatch(question ->
                                    Reobservation.isAltered(question, observed(), answersAfter(world.size())));
            if (!certain) {
                return false;
            }
            calls.add(new BundledCall(call, plan, Reobservation.NOTHING, BundledCall.Reached.NOTHING, epoch));
            register(task);
            Map<String, @Nullable Object> variables = new HashMap<>(plan.variables());
            ahead.compute(variables);
            return true;
        }

        void add(Call call, Plan plan, PlanningFacts facts) {
            int before = world.size();
            plan.changes().forEach(change -> world.addAll(change.effects()));
            Reobservation.Answers now = answersAfter(before);
            Reobservation.Answers then = answersAfter(world.size());
            Set<Question> altered = Reobservation.altered(plan.changes(), memory, now, then);
            Set<Question> replaced = altered.stream()
                    .filter(question -> isReplaced(question, now, then))
                    .collect(Collectors.toSet());
            Set<Question> unseen = unseen(call);
            calls.add(new BundledCall(
                    call,
                    plan,
                    Reobservation.exactly(altered, facts.asked(), unseen, session.user()),
                    new BundledCall.Reached(facts(altered), facts(replaced), facts(unseen)),
                    epoch));
        }

        /** What the plan asks once its changes are made, and nobody has asked before. */
        private Set<Question> unseen(Call call) {
            PlanningFacts again = SeenTargets.ownFacts(call, world, session::user, now);
            try {
                call.bound().plan(again);
            } catch (MissingAnswerException missing) {
                // It is the last question that the plan has asked.
            } catch (Interruption cannotTell) {
                return Set.of();
            }
            return again.asked().stream()
                    .filter(question -> !memory.knows(question))
                    .collect(Collectors.toSet());
        }

        private static Set<Fact<?>> facts(Set<Question> questions) {
            return questions.stream().map(Question::fact).collect(Collectors.toSet());
        }

        private static boolean isReplaced(
                Question question, Reobservation.Answers before, Reobservation.Answers after) {
            try {
                Answer<?> old = before.of(question);
                Answer<?> changed = after.of(question);
                return !old.isKnown()
                        || !changed.isKnown()
                        || !Agreement.differences("", old, changed).isEmpty()
                        || !Agreement.differences("", changed, old).isEmpty();
            } catch (Interruption cannotTell) {
                return true;
            }
        }

        private Reobservation.Answers observed() {
            return question -> memory.observed(question.fact(), question.from());
        }

        private Reobservation.Answers answersAfter(int layers) {
            return question -> world.answer(question.fact(), question.from(), layers);
        }
    }
}
