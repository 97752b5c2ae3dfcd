package dev.sluice.modules.system.files;

import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Set;

/**
 * Files are removed, directories with all that is below them.
 *
 * @param paths canonical
 */
public record Removed(Set<String> paths) implements FileEffect {
    public Removed {
        paths = Set.copyOf(paths);
    }

    public static Removed one(String path) {
        return new Removed(Set.of(path));
    }

    @Override
    public Reach reach() {
        return DirectoryEntries.reach(paths);
    }

    @Override
    public Origin origin(String path, World world) {
        if (paths.contains(path) || TargetPath.ancestors(path).stream().anyMatch(paths::contains)) {
            return Origin.GONE;
        }
        return DirectoryEntries.origin(path, paths);
    }

    @Override
    public Answer<List<String>> appearing(String directory, World world) {
        return Answer.of(List.of());
    }
}
