package dev.sluice.modules.system.files;

import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** What names that come and go do to the directories that hold them. */
final class DirectoryEntries {
    private DirectoryEntries() {}

    /** What is altered where names come and go: these paths, all below them, and the directories that hold them. */
    static Reach reach(Collection<String> comingOrGoing) {
        Set<Name> holders = new LinkedHashSet<>();
        comingOrGoing.forEach(each -> holders.add(Name.path(TargetPath.parent(each))));
        return new Reach.Named(holders, Name.paths(comingOrGoing));
    }

    /** The origin of a path that is not among those that come or go, but may be a directory that holds one. */
    static Origin origin(String path, Collection<String> comingOrGoing) {
        for (String each : comingOrGoing) {
            if (TargetPath.parent(each).equals(path)) {
                return new Origin.Altered(
                        attributes -> attributes.withEntriesChanged("when " + path + " was changed last by this run"));
            }
        }
        return Origin.SAME;
    }
}
