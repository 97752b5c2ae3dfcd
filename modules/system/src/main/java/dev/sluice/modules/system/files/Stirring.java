package dev.sluice.modules.system.files;

import java.util.Collection;

/** What names that come and go do to the directories that hold them. */
final class Stirring {
    private Stirring() {}

    /** The origin of a path that is not among those that come or go, but may be a directory that holds one. */
    static Origin origin(String path, Collection<String> comingOrGoing) {
        for (String each : comingOrGoing) {
            if (TargetPath.parent(each).equals(path)) {
                return new Origin.Altered(
                        attributes -> attributes.stirred("when " + path + " was changed last by this run"));
            }
        }
        return Origin.SAME;
    }
}
