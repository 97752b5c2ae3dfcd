package dev.sluice.plan;

import dev.sluice.overlay.LaterFacts;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.Question;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Target;
import dev.sluice.spi.value.Answer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Facts for one plan: answers come from the predicted world, and what was asked is remembered. */
public final class PlanningFacts implements Facts {
    private final Overlay world;
    private final Memory memory;
    private final Target target;
    private final Supplier<String> user;
    private final Map<String, String> environment;
    private final Controller controller;
    private final Instant now;
    private final Set<Question> asked = new LinkedHashSet<>();

    /**
     * @param user tells through whose eyes the target is seen; asked only when the plan wants to know something
     * @param environment variables for what the task runs
     */
    public PlanningFacts(
            Overlay world,
            Memory memory,
            Target target,
            Supplier<String> user,
            Map<String, String> environment,
            Controller controller,
            Instant now) {
        this.environment = environment;
        this.world = world;
        this.memory = memory;
        this.target = target;
        this.user = user;
        this.controller = controller;
        this.now = now;
    }

    @Override
    public <V> Answer<V> ask(Fact<V> fact) {
        Viewpoint from = viewpoint();
        asked.add(new Question(fact, from));
        return world.answer(fact, from);
    }

    @Override
    public Facts after(List<Change> changes) {
        return LaterFacts.after(this, changes);
    }

    @Override
    public void prefetch(Fact<?>... facts) {
        for (Fact<?> fact : facts) {
            memory.hint(new Question(fact, viewpoint()));
        }
    }

    private Viewpoint viewpoint() {
        return new Viewpoint(user(), environment);
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public String user() {
        return user.get();
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Controller controller() {
        return controller;
    }

    @Override
    public Instant now() {
        return now;
    }

    /** Every question that the plan has asked so far. */
    public Set<Question> asked() {
        return asked;
    }
}
