package dev.sluice.modules.system.packages;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Reach;

/**
 * The lists of available packages are fetched again, so the newest versions are not known beforehand.
 *
 * @param when in seconds since 1970, not before this
 */
public record ListsUpdated(long when) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        String reason = "the newest version after the lists are updated";
        alterations.map(PackageVersions.class, Reach.everything(), found -> found.withUnknownCandidates(reason));
        alterations.set(ListsAge.class, Reach.everything(), new ListsAge.Stamp(when));
        AptSimulation.forget(alterations);
    }
}
