package dev.sluice.overlay;

import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Target;
import dev.sluice.spi.value.Answer;
import java.time.Instant;
import java.util.List;

/**
 * Facts as they will be after changes of the same plan. What is the same for all later times is shared: going on from the
 * latest one costs as much as the changes that are added.
 */
public final class LaterFacts implements Facts {
    private final Facts now;
    private final Overlay world;
    private final int layers;

    private LaterFacts(Facts now, Overlay world, int layers) {
        this.now = now;
        this.world = world;
        this.layers = layers;
    }

    /** The facts after changes; the facts themselves if there are none. */
    public static Facts after(Facts now, List<Change> changes) {
        return changes.isEmpty()
                ? now
                : new LaterFacts(
                                now,
                                new Overlay(new Observations() {
                                    @Override
                                    public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
                                        return now.ask(fact);
                                    }
                                }),
                                0)
                        .after(changes);
    }

    @Override
    public Facts after(List<Change> changes) {
        if (world.size() != layers) {
            return after(this, changes);
        }
        changes.stream().filter(change -> change.target().isEmpty()).forEach(change -> world.addAll(change.effects()));
        return new LaterFacts(now, world, world.size());
    }

    @Override
    public <V> Answer<V> ask(Fact<V> fact) {
        return world.answer(fact, Viewpoint.of(now.user()), layers);
    }

    @Override
    public Facts on(String target) {
        return now.on(target);
    }

    @Override
    public void prefetch(Fact<?>... facts) {
        now.prefetch(facts);
    }

    @Override
    public Target target() {
        return now.target();
    }

    @Override
    public String user() {
        return now.user();
    }

    @Override
    public Controller controller() {
        return now.controller();
    }

    @Override
    public Instant now() {
        return now.now();
    }
}
