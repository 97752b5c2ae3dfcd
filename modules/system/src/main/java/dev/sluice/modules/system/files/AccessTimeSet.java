package dev.sluice.modules.system.files;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;

/**
 * A file is said to have been read last at a given time.
 *
 * @param path canonical
 * @param seconds since 1970
 */
public record AccessTimeSet(String path, long seconds) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.set(AccessTime.class, Reach.at(Name.path(path)), new AccessTime.Moment(seconds));
    }
}
