package dev.sluice.modules.system.packages;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;

/**
 * The lists of available packages are fetched anew, so the newest versions are not known beforehand.
 *
 * @param when in seconds since 1970, not before this
 */
public record ListsUpdated(long when) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // an answer to a question has the question's type
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (fact instanceof PackageVersions question) {
            return (Answer<V>) world.before(question)
                    .map(found -> found.withUnknownCandidates("the newest version after the lists are updated"));
        }
        if (fact instanceof ListsAge) {
            return (Answer<V>) Answer.of(new ListsAge.Stamp(when));
        }
        return world.before(fact);
    }
}
