package dev.sluice.overlay;

import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.value.Answer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the questions whose answers an effect may alter: the other side of {@link LayerIndex}, for what has to be read again
 * after a change.
 */
public final class QuestionIndex {
    private final Map<Name, Set<Question>> at = new HashMap<>();
    private final Map<Name, Set<Question>> under = new HashMap<>();
    private final Map<Name, Set<Question>> listings = new HashMap<>();
    private final Map<String, Set<Question>> texts = new HashMap<>();
    private final Map<Class<?>, Set<Question>> types = new HashMap<>();
    private final Map<Question, Set<Name>> names = new HashMap<>();
    private final Set<Question> followers = new LinkedHashSet<>();

    /** Notes a question with the answer that it has now. */
    public <V> void add(Question question, Fact<V> fact, Answer<V> answer) {
        remove(question);
        Set<Name> all = new LinkedHashSet<>(fact.names());
        if (answer instanceof Answer.Known<V> known) {
            all.addAll(fact.places(known.value()));
        }
        boolean seesBelow = fact.seesBelow();
        if (fact instanceof DerivedFact<V> derived) {
            seesBelow = true;
            if (derived.sources() instanceof Reach.Named sources) {
                all.addAll(sources.all());
            } else {
                followers.add(question);
            }
        }
        names.put(question, all);
        types.computeIfAbsent(fact.getClass(), key -> new LinkedHashSet<>()).add(question);
        for (Name name : all) {
            at.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(question);
            texts.computeIfAbsent(name.text(), key -> new LinkedHashSet<>()).add(question);
            name.above()
                    .forEach(parent -> under.computeIfAbsent(parent, key -> new LinkedHashSet<>())
                            .add(question));
            if (seesBelow) {
                listings.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(question);
            }
        }
    }

    /** Forgets a question. */
    public void remove(Question question) {
        Set<Name> all = names.remove(question);
        if (all == null) {
            return;
        }
        followers.remove(question);
        remove(types, question.fact().getClass(), question);
        for (Name name : all) {
            remove(at, name, question);
            remove(texts, name.text(), question);
            remove(listings, name, question);
            name.above().forEach(parent -> remove(under, parent, question));
        }
    }

    private static <K> void remove(Map<K, Set<Question>> map, K key, Question question) {
        Set<Question> questions = map.get(key);
        if (questions != null && questions.remove(question) && questions.isEmpty()) {
            map.remove(key);
        }
    }

    /** The questions that have a name with this text. */
    public Set<Question> naming(String text) {
        return Set.copyOf(texts.getOrDefault(text, Set.of()));
    }

    /** The questions whose answers these effects may alter. */
    public Set<Question> reachedBy(Collection<? extends Effect> effects) {
        Set<Question> reached = new LinkedHashSet<>();
        for (Effect effect : effects) {
            Layer layer = new Layer(effect);
            if (!layer.altered().isNothing()) {
                reached.addAll(followers);
            }
            layer.entries().forEach(entry -> collect(entry, reached));
            layer.suspicions().forEach(suspicion -> suspicion.words().forEach(word -> suspect(word, reached)));
        }
        return reached;
    }

    private void collect(Layer.Entry entry, Set<Question> reached) {
        if (!(entry.reach() instanceof Reach.Named named)) {
            for (Map.Entry<Class<?>, Set<Question>> type : types.entrySet()) {
                if (entry.type().isAssignableFrom(type.getKey())) {
                    reached.addAll(type.getValue());
                }
            }
            if (entry.reach() instanceof Reach.Deferred deferred) {
                deferred.known().forEach(name -> below(name, reached));
            }
            return;
        }
        named.names().forEach(name -> exactly(name, reached));
        named.trees().forEach(tree -> below(tree, reached));
    }

    private void exactly(Name name, Set<Question> reached) {
        reached.addAll(at.getOrDefault(name, Set.of()));
        name.above().forEach(parent -> reached.addAll(listings.getOrDefault(parent, Set.of())));
    }

    private void below(Name tree, Set<Question> reached) {
        exactly(tree, reached);
        reached.addAll(under.getOrDefault(tree, Set.of()));
    }

    private void suspect(String word, Set<Question> reached) {
        reached.addAll(texts.getOrDefault(word, Set.of()));
        if (word.startsWith("/") && word.length() > 1) {
            Name path = Name.path(word);
            below(path, reached);
            path.above().forEach(parent -> reached.addAll(at.getOrDefault(parent, Set.of())));
        }
    }
}
