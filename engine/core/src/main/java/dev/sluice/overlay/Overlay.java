package dev.sluice.overlay;

import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Observed answers with effects laid over them in the order in which their changes are made. The answer to a question is
 * what the last effect that reaches it says, which may ask for the answer before it, and so on down to what was observed.
 * An index finds the effects that reach a question, and only the answers that changed are kept: neither time nor memory
 * grows with questions times effects. Not thread-safe.
 */
public final class Overlay {
    private static final int LONGEST_DETOUR = 64;

    private final Observations base;
    private final List<Layer> layers = new ArrayList<>();
    private final LayerIndex index = new LayerIndex();
    private final Map<Class<?>, List<Reaches.Pending>> deferred = new HashMap<>();
    private final Map<Viewpoint, Reaches> reaches = new HashMap<>();
    private final Map<Question, Trail<?>> trails = new HashMap<>();
    private final Map<Question, Unreadable> unreadable = new HashMap<>();
    private long consultations;

    /**
     * A question that the target could not answer as it is now. An effect may answer it nevertheless: a volume that is
     * not there yet has no file system to look at.
     *
     * @param failure why
     * @param placeholder what stands for the answer until an effect gives one
     */
    private record Unreadable(Failure failure, Answer<?> placeholder) {}

    public Overlay(Observations base) {
        this.base = base;
    }

    /**
     * The answer after all effects so far.
     *
     * @throws Failure if the target cannot answer, and no effect does
     */
    public <V> Answer<V> answer(Fact<V> fact, Viewpoint from) {
        return answer(fact, from, layers.size());
    }

    /** As {@link #answer(Fact, Viewpoint)}, for a user with the usual environment. */
    public <V> Answer<V> answer(Fact<V> fact, String user) {
        return answer(fact, Viewpoint.of(user));
    }

    /** The answer after the first so many effects. */
    public <V> Answer<V> answer(Fact<V> fact, Viewpoint from, int layer) {
        Answer<V> answer = new Inquiry(from).answer(fact, layer);
        if (!unreadable.isEmpty()) {
            Unreadable question = unreadable.get(new Question(fact, from));
            if (question != null && question.placeholder() == answer) {
                throw question.failure();
            }
        }
        return answer;
    }

    /** Lays one more effect over the world. */
    public void add(Effect effect) {
        Layer layer = new Layer(effect);
        layers.add(layer);
        int number = layers.size();
        layer.entries().forEach(entry -> index.add(number, entry.type(), entry.reach()));
        layer.suspicions().forEach(suspicion -> suspicion.words().forEach(word -> index.suspect(number, word)));
        Reaches.collect(layer, number, deferred);
    }

    public void addAll(List<? extends Effect> more) {
        more.forEach(this::add);
    }

    /** A world that goes its own way from here, and shares what is known by now. This one is not altered meanwhile. */
    public Overlay fork() {
        int now = layers.size();
        return new Overlay(new Observations() {
            @Override
            public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
                return answer(fact, from, now);
            }
        });
    }

    /** How many effects there are, those of the world that this one was forked from apart. */
    public int size() {
        return layers.size();
    }

    /** How often an effect was asked what it does to an answer: the work that was done so far. */
    public long consultations() {
        return consultations;
    }

    private record Visit(Fact<?> fact, int layer) {}

    private final class Inquiry {
        private final Viewpoint from;
        private final Reaches reached;
        private final Set<Visit> underway = new HashSet<>();

        Inquiry(Viewpoint from) {
            this.from = from;
            this.reached = reaches.computeIfAbsent(from, key -> new Reaches());
        }

        <V> Answer<V> answer(Fact<V> fact, int layer) {
            Trail<V> trail = trail(fact);
            if (layer < trail.reached()) {
                return trail.at(layer);
            }
            while (trail.reached() < layer) {
                Answer<V> before = trail.last();
                Keys keys = trail.keys();
                int next = next(fact, keys, trail.reached(), layer);
                trail.reach(Math.min(next - 1, layer));
                if (next <= layer) {
                    trail.put(next, consult(fact, before, keys, next));
                }
            }
            return trail.last();
        }

        @SuppressWarnings("unchecked") // a fact's trail is stored under the fact itself, so it has its type
        private <V> Trail<V> trail(Fact<V> fact) {
            Question question = new Question(fact, from);
            Trail<V> trail = (Trail<V>) trails.get(question);
            if (trail == null) {
                trail = new Trail<>(fact, isLost(fact) ? Answer.unknown(fact.describe()) : observed(fact));
                trails.put(question, trail);
            }
            return trail;
        }

        /** An answer that follows from everything need not be read once anything was altered: it is no longer known. */
        private boolean isLost(Fact<?> fact) {
            return fact instanceof DerivedFact<?> derived
                    && derived.sources() instanceof Reach.Everything
                    && !layers.isEmpty()
                    && !layers.get(0).altered().isNothing();
        }

        private <V> Answer<V> observed(Fact<V> fact) {
            try {
                return base.observed(fact, from);
            } catch (Failure failure) {
                Answer<V> placeholder = Answer.unknown(String.valueOf(failure.getMessage()));
                unreadable.put(new Question(fact, from), new Unreadable(failure, placeholder));
                return placeholder;
            }
        }

        /** The first layer after one, and not after another, that may alter an answer. */
        private <V> int next(Fact<V> fact, Keys keys, int after, int upTo) {
            if (!deferred.isEmpty()) {
                reached.resolve(deferred, fact, upTo, At::new);
            }
            int next = Math.min(index.next(fact, keys, after), reached.next(fact, keys, after));
            if (fact instanceof DerivedFact<V> derived) {
                next = Math.min(
                        next,
                        derived.sources() instanceof Reach.Named named ? index.nextAltering(named, after) : after + 1);
            }
            return next;
        }

        private <V> Answer<V> consult(Fact<V> fact, Answer<V> before, Keys keys, int number) {
            Visit visit = new Visit(fact, number);
            if (underway.size() > LONGEST_DETOUR * (1 + layers.size()) || !underway.add(visit)) {
                return Answer.unknown("circular reference at " + fact.describe());
            }
            consultations++;
            try {
                return after(fact, before, keys, layers.get(number - 1), new At(number));
            } finally {
                underway.remove(visit);
            }
        }

        private <V> Answer<V> after(Fact<V> fact, Answer<V> before, Keys keys, Layer layer, World world) {
            Answer<V> answer = before;
            for (Layer.Entry entry : layer.entries()) {
                if (entry.type().isInstance(fact) && reached.reaches(entry, keys)) {
                    Answer<V> until = answer;
                    answer = ModuleCode.run(layer.whose(), () -> entry.change().after(fact, until, world));
                }
            }
            for (Layer.Suspicion suspicion : layer.suspicions()) {
                if (new DerivedFact.Altered(Set.of(), Set.of(), suspicion.words()).concerns(fact.names())) {
                    answer = Answer.unknown(suspicion.reason());
                }
            }
            if (fact instanceof DerivedFact<V> derived
                    && layer.entries().stream().noneMatch(entry -> entry.type().isInstance(fact))
                    && concerns(layer.altered(), derived.sources())) {
                answer = derived.follow(layer.altered(), answer, world);
            }
            return answer;
        }

        private static boolean concerns(DerivedFact.Altered altered, Reach sources) {
            return sources instanceof Reach.Named named ? altered.concerns(named.all()) : !altered.isNothing();
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
                return from.user();
            }
        }
    }
}
