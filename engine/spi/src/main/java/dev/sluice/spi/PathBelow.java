package dev.sluice.spi;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path on the controller that is made of what a target or an inventory says: it never leaves its directory. */
public final class PathBelow {
    private PathBelow() {}

    /**
     * A path strictly below a directory. Links on the controller are not looked at: no target makes any there.
     *
     * @param directory where it has to stay
     * @param relative what leads there; slashes at its beginning mean nothing
     * @throws TaskFailure if it leads out of the directory, to the directory itself, or is no path
     */
    public static Path of(Path directory, String relative) {
        Path root = directory.normalize();
        Path place = root.resolve(valid(relative.replaceFirst("^/+", ""))).normalize();
        if (!place.startsWith(root) || place.equals(root)) {
            throw new TaskFailure(
                    "'" + relative + "' leads out of " + root + " on the controller",
                    "what a target says must not choose where files are written here",
                    "give the path without '..'");
        }
        return place;
    }

    /**
     * A name as a path of the controller.
     *
     * @throws TaskFailure if no file can have it
     */
    public static Path valid(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException invalid) {
            throw new TaskFailure("a file on the controller cannot have this name: " + invalid.getReason());
        }
    }
}
