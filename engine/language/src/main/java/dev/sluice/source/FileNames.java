package dev.sluice.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files as runbooks, inventories and templates give them. */
public final class FileNames {
    private FileNames() {}

    /**
     * The path of a name. A name that no file can have, such as one with a NUL in it, gets a path where no file is, so that
     * it is reported as missing like any other.
     */
    public static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException impossible) {
            return Path.of(name.replaceAll("[^\\x20-\\x7e]", "?"));
        }
    }

    /** The path of a name that is relative to a directory, unless it is absolute. */
    public static Path in(Path directory, String name) {
        return directory.resolve(path(name));
    }
}
