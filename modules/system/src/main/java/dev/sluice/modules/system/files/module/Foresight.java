package dev.sluice.modules.system.files.module;

import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Target;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The target as it will be after the changes that a plan has made so far, for the rest of the same plan. */
final class Foresight implements Facts {
    private static final int LONGEST_DETOUR = 64;

    private final Facts now;
    private final List<Effect> effects = new ArrayList<>();
    private int detours;

    Foresight(Facts now) {
        this.now = now;
    }

    /** The target after these changes. */
    static Facts after(Facts now, List<Change> changes) {
        if (changes.isEmpty()) {
            return now;
        }
        Foresight foresight = new Foresight(now);
        changes.forEach(foresight::add);
        return foresight;
    }

    /** From now on the target is seen as it is after this change. */
    void add(Change change) {
        effects.addAll(change.effects());
    }

    @Override
    public <V> Answer<V> ask(Fact<V> fact) {
        return answer(fact, effects.size());
    }

    private <V> Answer<V> answer(Fact<V> fact, int layer) {
        if (layer == 0) {
            return now.ask(fact);
        }
        if (detours > LONGEST_DETOUR * (1 + effects.size())) {
            return Answer.unknown("a circle of references at " + fact.describe());
        }
        detours++;
        try {
            return effects.get(layer - 1).after(fact, new Layer(layer));
        } finally {
            detours--;
        }
    }

    private final class Layer implements World {
        private final int layer;

        Layer(int layer) {
            this.layer = layer;
        }

        @Override
        public <V> Answer<V> before(Fact<V> fact) {
            return answer(fact, layer - 1);
        }

        @Override
        public <V> Answer<V> after(Fact<V> fact) {
            return answer(fact, layer);
        }

        @Override
        public String user() {
            return now.user();
        }
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
