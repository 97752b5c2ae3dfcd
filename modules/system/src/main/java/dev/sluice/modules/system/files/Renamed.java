package dev.sluice.modules.system.files;

import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * A file or a directory with all that is below it gets another path; what was there is gone.
 *
 * @param from canonical
 * @param to canonical
 */
public record Renamed(String from, String to) implements FileEffect {
    @Override
    public Reach reach() {
        return DirectoryEntries.reach(List.of(from, to));
    }

    @Override
    public Origin origin(String path, World world) {
        if (TargetPath.isAtOrBelow(path, to)) {
            return new Origin.MovedFrom(
                    TargetPath.rebase(path, to, from),
                    attributes -> path.equals(to)
                            ? attributes.withChanged(Answer.unknown("when this run renames it"))
                            : attributes);
        }
        return TargetPath.isAtOrBelow(path, from) ? Origin.GONE : DirectoryEntries.origin(path, List.of(from, to));
    }

    @Override
    public Answer<List<String>> appearing(String directory, World world) {
        if (!TargetPath.isBelow(to, directory) && !TargetPath.isAtOrBelow(directory, to)) {
            return Answer.of(List.of());
        }
        return world.before(new TreeOf(from, 0)).map(tree -> {
            List<String> paths = new ArrayList<>(List.of(to));
            tree.entries().forEach(entry -> paths.add(TargetPath.rebase(entry.path(), from, to)));
            return paths.stream()
                    .filter(path -> TargetPath.isBelow(path, directory))
                    .toList();
        });
    }
}
