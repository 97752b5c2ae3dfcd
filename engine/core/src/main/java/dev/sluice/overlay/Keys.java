package dev.sluice.overlay;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * By what an index finds the layers that may alter an answer: the names of the question, and where its answers were found.
 *
 * @param names of either kind
 * @param below whether what is below them counts as well
 */
record Keys(Set<Name> names, boolean below) {
    static Keys of(Fact<?> fact, Set<Name> places) {
        if (places.isEmpty()) {
            return new Keys(fact.names(), fact.seesBelow());
        }
        Set<Name> names = new LinkedHashSet<>(fact.names());
        names.addAll(places);
        return new Keys(names, fact.seesBelow());
    }
}
