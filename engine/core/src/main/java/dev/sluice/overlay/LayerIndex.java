package dev.sluice.overlay;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the layers that may alter an answer without looking at the others. Each layer is noted under the names in its
 * reach and, for listings, under every directory above them; so a look costs as much as a path is long, however many
 * layers there are.
 */
final class LayerIndex {
    private final Map<Name, Numbers> at = new HashMap<>();
    private final Map<Name, Numbers> trees = new HashMap<>();
    private final Map<Name, Numbers> above = new HashMap<>();
    private final Map<Class<?>, Numbers> everything = new HashMap<>();
    private final Map<String, Numbers> words = new HashMap<>();
    private final Map<Name, Numbers> wordsAbove = new HashMap<>();

    /** Notes an alteration. Of a deferred reach only what is known beforehand: it is noted again when it is resolved. */
    void add(int number, Class<?> type, Reach reach) {
        if (reach instanceof Reach.Everything) {
            everything.computeIfAbsent(type, key -> new Numbers()).add(number);
        } else if (reach instanceof Reach.Named named) {
            named.names().forEach(name -> note(number, name));
            for (Name tree : named.trees()) {
                note(number, tree);
                trees.computeIfAbsent(tree, key -> new Numbers()).add(number);
            }
        } else if (reach instanceof Reach.Deferred deferred) {
            add(number, type, new Reach.Named(Set.of(), deferred.known()));
        }
    }

    private void note(int number, Name name) {
        at.computeIfAbsent(name, key -> new Numbers()).add(number);
        name.above()
                .forEach(parent ->
                        above.computeIfAbsent(parent, key -> new Numbers()).add(number));
    }

    /** Notes a word that may name anything. */
    void suspect(int number, String word) {
        words.computeIfAbsent(word, key -> new Numbers()).add(number);
        if (word.length() > 1) {
            Name.path(word)
                    .above()
                    .forEach(parent -> wordsAbove
                            .computeIfAbsent(parent, key -> new Numbers())
                            .add(number));
        }
    }

    /** The first layer after one that may alter the answer to a question; {@link Integer#MAX_VALUE} if there is none. */
    int next(Fact<?> fact, Keys keys, int after) {
        int next = Integer.MAX_VALUE;
        for (Map.Entry<Class<?>, Numbers> entry : everything.entrySet()) {
            if (entry.getKey().isInstance(fact)) {
                next = Math.min(next, entry.getValue().above(after));
            }
        }
        for (Name name : keys.names()) {
            next = Math.min(next, first(at, name, after));
            next = Math.min(next, first(trees, name, after));
            if (keys.below()) {
                next = Math.min(next, first(above, name, after));
            }
            for (Name parent : name.above()) {
                next = Math.min(next, first(trees, parent, after));
            }
            next = Math.min(next, suspected(name, after));
        }
        return next;
    }

    /** The first layer after one that alters something of what a derived fact follows from. */
    int nextAltering(Reach.Named sources, int after) {
        int next = Integer.MAX_VALUE;
        for (Name name : sources.all()) {
            next = Math.min(next, first(at, name, after));
            next = Math.min(next, first(above, name, after));
            for (Name parent : name.above()) {
                next = Math.min(next, first(trees, parent, after));
            }
            next = Math.min(next, suspected(name, after));
        }
        return next;
    }

    private int suspected(Name name, int after) {
        int next = first(words, name.text(), after);
        if (name.isPath()) {
            next = Math.min(next, first(wordsAbove, name, after));
            for (Name parent : name.above()) {
                next = parent.text().length() > 1 ? Math.min(next, first(words, parent.text(), after)) : next;
            }
        }
        return next;
    }

    private static <K> int first(Map<K, Numbers> map, K key, int after) {
        Numbers numbers = map.get(key);
        return numbers == null ? Integer.MAX_VALUE : numbers.above(after);
    }
}
