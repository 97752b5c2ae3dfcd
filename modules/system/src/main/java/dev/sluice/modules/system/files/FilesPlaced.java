package dev.sluice.modules.system.files;

import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files, directories and links are made, or take the place of what was there. What was below a path that is taken is
 * gone, unless it is among the new ones.
 *
 * @param files what is made, by canonical path
 */
public record FilesPlaced(Map<String, NewFile> files) implements FileEffect {
    public FilesPlaced {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    public static FilesPlaced one(String path, NewFile file) {
        return new FilesPlaced(Map.of(path, file));
    }

    @Override
    public Reach reach() {
        return DirectoryEntries.reach(files.keySet());
    }

    @Override
    public Origin origin(String path, World world) {
        NewFile file = files.get(path);
        if (file != null) {
            return new Origin.Made(file);
        }
        for (String above : TargetPath.ancestors(path)) {
            NewFile taken = files.get(above);
            if (taken != null) {
                return taken.kind() == FileKind.LINK
                        ? new Origin.Elsewhere(
                                TargetPath.child(
                                        TargetPath.child(TargetPath.parent(above), taken.target()),
                                        TargetPath.relative(path, above)),
                                above)
                        : Origin.GONE;
            }
        }
        return DirectoryEntries.origin(path, files.keySet());
    }

    @Override
    public Answer<List<String>> appearing(String directory, World world) {
        return Answer.of(files.keySet().stream()
                .filter(path -> TargetPath.isBelow(path, directory))
                .toList());
    }
}
