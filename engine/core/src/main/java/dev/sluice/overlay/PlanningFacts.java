package dev.sluice.overlay;

import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Target;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Failure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Facts for one plan: answers come from the predicted world, and what was asked is remembered, of each target that the plan
 * concerns.
 */
public final class PlanningFacts implements Facts {
    private final String name;
    private final SeenTarget seen;
    private final Plan plan;
    private final Set<Question> asked = new LinkedHashSet<>();

    /** What is the same from whichever target the plan looks: also the other targets that it reached, by name. */
    private record Plan(
            Map<String, String> environment,
            Controller controller,
            Instant now,
            Function<String, SeenTarget> look,
            Map<String, PlanningFacts> reached) {}

    /**
     * @param seen the target on which the task acts
     * @param environment variables for what the task runs and asks
     * @param look finds another target by its name in the inventory
     */
    public PlanningFacts(
            SeenTarget seen,
            Map<String, String> environment,
            Controller controller,
            Instant now,
            Function<String, SeenTarget> look) {
        this("", seen, new Plan(environment, controller, now, look, new LinkedHashMap<>()));
    }

    private PlanningFacts(String name, SeenTarget seen, Plan plan) {
        this.name = name;
        this.seen = seen;
        this.plan = plan;
    }

    @Override
    public Facts on(String target) {
        PlanningFacts known = plan.reached().get(target);
        if (known == null) {
            known = new PlanningFacts(target, plan.look().apply(target), plan);
            plan.reached().put(target, known);
        }
        return known;
    }

    /** What the plan asked of each other target, by its name. */
    public Map<String, PlanningFacts> others() {
        return plan.reached();
    }

    @Override
    public <V> Answer<V> ask(Fact<V> fact) {
        Viewpoint from = viewpoint();
        asked.add(new Question(fact, from));
        try {
            return seen.world().answer(fact, from);
        } catch (MissingAnswerException missing) {
            throw name.isEmpty() ? missing : new MissingAnswerException(missing.question(), name);
        }
    }

    @Override
    public Facts after(List<Change> changes) {
        return LaterFacts.after(this, changes);
    }

    @Override
    public void prefetch(Fact<?>... facts) {
        for (Fact<?> fact : facts) {
            seen.memory().hint(new Question(fact, viewpoint()));
        }
    }

    private Viewpoint viewpoint() {
        return new Viewpoint(user(), plan.environment());
    }

    @Override
    public Target target() {
        return seen.target();
    }

    @Override
    public String user() {
        return seen.user().get();
    }

    @Override
    public Controller controller() {
        return plan.controller();
    }

    @Override
    public Instant now() {
        return plan.now();
    }

    /** What is true of this target, or will be. */
    public Overlay world() {
        return seen.world();
    }

    /**
     * What is claimed of an answer: it is held against what the target says afterwards.
     *
     * @throws MissingAnswerException if an effect asks for more than was read
     */
    public Answer<?> claimed(Question question) {
        return claimed(question.fact(), question.from());
    }

    private <V> Answer<V> claimed(Fact<V> fact, Viewpoint from) {
        Answer<V> predicted = seen.world().answer(fact, from);
        if (!predicted.isKnown() || !seen.memory().knows(new Question(fact, from))) {
            return predicted;
        }
        V before = before(fact, from);
        return before == null ? predicted : Answer.of(fact.claimed(before, predicted.get()));
    }

    private <V> @Nullable V before(Fact<V> fact, Viewpoint from) {
        try {
            return seen.memory().observed(fact, from).orNull();
        } catch (Failure unreadable) {
            return null; // an effect answers what the target cannot
        }
    }

    /** Every question that the plan has asked of this target so far. */
    public Set<Question> asked() {
        return asked;
    }
}
