package dev.sluice.modules.system.files;

import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Anything may have happened at a path and below it.
 *
 * @param path absolute; links on the way are followed as they are then
 * @param reason what the answers then depend on
 */
public record Disturbed(String path, String reason) implements FileEffect {
    @Override
    public Reach reach() {
        return new Reach.Deferred(Set.of(Name.path(path)), world -> {
            String place = place(path, world);
            return place == null ? DirectoryEntries.reach(List.of(path)) : DirectoryEntries.reach(List.of(place, path));
        });
    }

    @Override
    public Origin origin(String asked, World world) {
        String place = place(path, world);
        if (TargetPath.isAtOrBelow(asked, place == null ? path : place)) {
            return new Origin.Unknown(reason);
        }
        return place == null ? Origin.SAME : DirectoryEntries.origin(asked, List.of(place));
    }

    @Override
    public Answer<List<String>> appearing(String directory, World world) {
        String place = place(path, world);
        return place == null || TargetPath.isAtOrBelow(place, directory) || TargetPath.isBelow(directory, place)
                ? Answer.unknown(reason)
                : Answer.of(List.of());
    }

    /** The canonical place of a path, a link at the path itself not followed; null if it cannot be told. */
    static @Nullable String place(String path, World world) {
        Located place = FileView.place(new FileAt(path), world);
        return place == null ? null : place.path();
    }
}
