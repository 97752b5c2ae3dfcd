package dev.sluice.overlay;

import dev.sluice.spi.DependentFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.TaskFailure;
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
    private final Map<Question, Unreadable> unreadable = new HashMap<>();

    /**
     * A question that the target could not answer as it is now. An effect may answer it nevertheless: a volume that is
     * not there yet has no file system to look at.
     *
     * @param failure why
     * @param placeholder what stands for the answer until an effect gives one
     */
    private record Unreadable(TaskFailure failure, Answer<?> placeholder) {}

    public Overlay(Observations base) {
        this.base = base;
    }

    /**
     * The answer after all effects so far.
     *
     * @throws TaskFailure if the target cannot answer, and no effect does
     */
    public <V> Answer<V> answer(Fact<V> fact, String user) {
        Answer<V> answer = new Inquiry(user).answer(fact, effects.size());
        Unreadable question = unreadable.get(new Question(fact, user));
        if (question != null && question.placeholder() == answer) {
            throw question.failure();
        }
        return answer;
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
        unreadable.clear();
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
            Answer<V> answer = nearest == null ? observed(fact) : cast(nearest.getValue());
            int reached = nearest == null ? 0 : nearest.getKey();
            known.putIfAbsent(reached, answer);
            while (reached < layer) {
                answer = consult(fact, ++reached);
                known.put(reached, answer);
            }
            return answer;
        }

        private <V> Answer<V> observed(Fact<V> fact) {
            try {
                return base.observed(fact, user);
            } catch (TaskFailure failure) {
                Answer<V> placeholder = Answer.unknown(String.valueOf(failure.getMessage()));
                unreadable.put(new Question(fact, user), new Unreadable(failure, placeholder));
                return placeholder;
            }
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
