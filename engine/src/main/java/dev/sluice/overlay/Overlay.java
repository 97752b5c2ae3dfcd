package dev.sluice.overlay;

import dev.sluice.spi.DependentFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Observed answers with effects laid over them in the order in which their changes are made. The answer to a question
 * is what the last effect says, which may ask for the answer before it, and so on down to what was observed. Answers
 * are remembered with the number of effects they include, so each effect is consulted once per question, from the
 * first one up: neither the work nor the depth of the calls grows with what effects ask in turn. Not thread-safe.
 */
public final class Overlay {
    private static final int LONGEST_DETOUR = 64;

    private final Observations base;
    private final List<Effect> effects = new ArrayList<>();
    private final Map<Question, TreeMap<Integer, Answer<?>>> remembered = new HashMap<>();

    public Overlay(Observations base) {
        this.base = base;
    }

    /** The answer after all effects so far. */
    public <V> Answer<V> answer(Fact<V> fact, String user) {
        return new Inquiry(user).answer(fact, effects.size());
    }

    /** Lays one more effect over the world. */
    public void add(Effect effect) {
        effects.add(effect);
    }

    public void addAll(List<? extends Effect> more) {
        effects.addAll(more);
    }

    /** A copy that goes its own way from here. */
    public Overlay fork() {
        Overlay copy = new Overlay(base);
        copy.effects.addAll(effects);
        return copy;
    }

    /** How many effects there are. */
    public int size() {
        return effects.size();
    }

    /** Forgets remembered answers, because what was observed has changed. The effects stay. */
    public void forgetAnswers() {
        remembered.clear();
    }

    private record Visit(Fact<?> fact, int layer) {}

    private final class Inquiry {
        private final String user;
        private final Set<Visit> underway = new HashSet<>();

        Inquiry(String user) {
            this.user = user;
        }

        <V> Answer<V> answer(Fact<V> fact, int layer) {
            Question question = new Question(fact, user);
            TreeMap<Integer, Answer<?>> known = remembered.computeIfAbsent(question, key -> new TreeMap<>());
            Map.Entry<Integer, Answer<?>> nearest = known.floorEntry(layer);
            Answer<V> answer = nearest == null ? base.observed(fact, user) : cast(nearest.getValue());
            int reached = nearest == null ? 0 : nearest.getKey();
            known.putIfAbsent(reached, answer);
            while (reached < layer) {
                answer = consult(fact, ++reached);
                known.put(reached, answer);
            }
            return answer;
        }

        private <V> Answer<V> consult(Fact<V> fact, int layer) {
            Visit visit = new Visit(fact, layer);
            if (underway.size() > LONGEST_DETOUR * (1 + effects.size()) || !underway.add(visit)) {
                return Answer.unknown("a circle of references at " + fact.describe());
            }
            try {
                Effect effect = effects.get(layer - 1);
                Answer<V> answer = effect.after(fact, new At(layer));
                return fact instanceof DependentFact<V> dependent
                        ? dependent.follow(effect, answer, new At(layer))
                        : answer;
            } finally {
                underway.remove(visit);
            }
        }

        private final class At implements World {
            private final int layer;

            At(int layer) {
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
                return user;
            }
        }
    }

    /** A fact's answers are stored under the fact itself, so they have its type. */
    @SuppressWarnings("unchecked")
    private static <V> Answer<V> cast(Answer<?> answer) {
        return (Answer<V>) answer;
    }
}
