package dev.sluice.overlay;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One effect, taken down as data: what it alters, and how. */
final class Layer {
    /**
     * One alteration.
     *
     * @param type the questions that it concerns
     * @param reach which of them
     * @param change from the old answer to the new one
     */
    record Entry(Class<?> type, Reach reach, Alterations.FamilyAlteration change) {}

    /** Words that may name anything. */
    record Suspicion(Set<String> words, String reason) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Suspicion> suspicions = new ArrayList<>();
    private final DerivedFact.Altered altered;
    private final String whose;

    Layer(Effect effect) {
        this.whose = "effect '" + effect.getClass().getSimpleName() + "'";
        ModuleCode.run(whose, () -> {
            effect.alter(new Taken());
            return true;
        });
        this.altered = summary();
    }

    /** How its defects are told. */
    String whose() {
        return whose;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Suspicion> suspicions() {
        return suspicions;
    }

    /** What the effect alters, by name. */
    DerivedFact.Altered altered() {
        return altered;
    }

    private DerivedFact.Altered summary() {
        Set<Name> names = new LinkedHashSet<>();
        Set<Name> trees = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (entry.reach() instanceof Reach.Named named) {
                names.addAll(named.names());
                trees.addAll(named.trees());
            } else if (entry.reach() instanceof Reach.Deferred deferred) {
                trees.addAll(deferred.known());
            } else {
                names.add(new Name("fact", entry.type().getSimpleName()));
            }
        }
        Set<String> words = new LinkedHashSet<>();
        suspicions.forEach(suspicion -> words.addAll(suspicion.words()));
        return new DerivedFact.Altered(names, trees, words);
    }

    private final class Taken implements Alterations {
        @Override
        public <V, F extends Fact<V>> void on(Class<F> type, Reach reach, Alteration<F, V> alteration) {
            entries.add(new Entry(type, reach, new FamilyAlteration() {
                @Override
                @SuppressWarnings("unchecked") // the fact is an F, so its answer is a V
                public <W> Answer<W> after(Fact<W> fact, Answer<W> before, World world) {
                    return (Answer<W>) alteration.after(type.cast(fact), (Answer<V>) before, world);
                }
            }));
        }

        @Override
        public void onFamily(Class<?> family, Reach reach, FamilyAlteration alteration) {
            entries.add(new Entry(family, reach, alteration));
        }

        @Override
        public void suspect(Set<String> words, String reason) {
            suspicions.add(new Suspicion(Set.copyOf(words), reason));
        }
    }
}
