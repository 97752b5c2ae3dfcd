package dev.sluice.modules.system.files;

import dev.sluice.spi.Name;
import dev.sluice.spi.ShellFact;
import java.util.Set;

/** A question about what is found at a path. */
public sealed interface FileQuestion<V extends Located> extends ShellFact<V>
        permits FileAt, FileDetails, ContentOf, ChecksumOf, TreeOf {
    /** An absolute, normalized path. */
    String path();

    /** The same question about another path. */
    FileQuestion<V> at(String otherPath);

    /** Whether a symbolic link at the path itself is followed, as those on the way always are. */
    boolean follows();

    @Override
    default Set<Name> names() {
        return Set.of(Name.path(path()));
    }

    @Override
    default Set<Name> places(V found) {
        if (found.links().isEmpty() && found.path().equals(path())) {
            return Set.of();
        }
        Set<Name> places = Name.paths(found.links());
        places.add(Name.path(found.path()));
        return places;
    }
}
