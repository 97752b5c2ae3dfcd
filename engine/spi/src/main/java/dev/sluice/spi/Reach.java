package dev.sluice.spi;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** Which answers of a type an alteration may change, as data: whatever is not in reach is known to stay as it is. */
public sealed interface Reach {
    /** Every answer of the type. */
    record Everything() implements Reach {}

    /**
     * Answers about certain names.
     *
     * @param names exactly these, and listings of what is above them
     * @param trees these paths and all that is below them
     */
    record Named(Set<Name> names, Set<Name> trees) implements Reach {
        public Named {
            names = Set.copyOf(names);
            trees = Set.copyOf(trees);
        }

        /** The names that are in reach without what is below them. */
        public Set<Name> all() {
            Set<Name> all = new LinkedHashSet<>(names);
            all.addAll(trees);
            return all;
        }
    }

    /**
     * What is in reach depends on the world before the effect (where a symbolic link leads). It is resolved once for
     * each user who asks; what cannot be resolved counts as {@link Everything}.
     *
     * @param known the names that are certainly meant
     * @param resolve finds the reach in the world before the effect
     */
    record Deferred(Set<Name> known, Function<World, Reach> resolve) implements Reach {
        public Deferred {
            known = Set.copyOf(known);
        }
    }

    /** Every answer of the type. */
    static Reach everything() {
        return new Everything();
    }

    /** Answers about exactly these. */
    static Named at(Name... names) {
        return new Named(Set.of(names), Set.of());
    }

    /** Answers about exactly these. */
    static Named at(Collection<Name> names) {
        return new Named(Set.copyOf(names), Set.of());
    }

    /** Answers about these paths and all that is below them. */
    static Named below(String... paths) {
        return below(Set.of(paths));
    }

    /** Answers about these paths and all that is below them. */
    static Named below(Collection<String> paths) {
        return new Named(Set.of(), Name.paths(paths));
    }
}
