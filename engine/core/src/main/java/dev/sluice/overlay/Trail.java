package dev.sluice.overlay;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The answers to one question from the world as it was read up to a layer: only the layers at which it changed. */
final class Trail<V> {
    private final Fact<V> fact;
    private final List<Answer<V>> answers = new ArrayList<>(1);
    private Set<Name> places;
    private int[] layers = new int[1];
    private int reached;

    Trail(Fact<V> fact, Answer<V> observed) {
        this.fact = fact;
        this.places = places(fact, observed);
        answers.add(observed);
    }

    /** Where an answer was found. */
    private static <V> Set<Name> places(Fact<V> fact, Answer<V> answer) {
        return answer instanceof Answer.Known<V> known ? fact.places(known.value()) : Set.of();
    }

    /**
     * By what the layers are found that may alter the answer. An answer that is no longer known may become known again
     * where it was found before.
     */
    Keys keys() {
        return Keys.of(fact, places);
    }

    /** The last layer of which it is known what it does to the answer. */
    int reached() {
        return reached;
    }

    /** The answer after all layers that were reached. */
    Answer<V> last() {
        return answers.get(answers.size() - 1);
    }

    /** The answer after a layer that was reached. */
    Answer<V> at(int layer) {
        int place = answers.size() - 1;
        while (layers[place] > layer) {
            place--;
        }
        return answers.get(place);
    }

    /** The layers up to this one alter nothing more. */
    void reach(int layer) {
        reached = Math.max(reached, layer);
    }

    /** The answer after a layer. */
    void put(int layer, Answer<V> answer) {
        reach(layer);
        if (layers[answers.size() - 1] == layer && layer > 0) {
            answers.set(answers.size() - 1, answer);
            foundAt(places(fact, answer));
        } else if (!answer.equals(last())) {
            if (layers.length == answers.size()) {
                layers = java.util.Arrays.copyOf(layers, layers.length * 2);
            }
            layers[answers.size()] = layer;
            answers.add(answer);
            foundAt(places(fact, answer));
        }
    }

    private void foundAt(Set<Name> more) {
        if (!places.containsAll(more)) {
            Set<Name> all = new LinkedHashSet<>(places);
            all.addAll(more);
            places = all;
        }
    }
}
