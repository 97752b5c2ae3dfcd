package dev.sluice.template.controller;

import dev.sluice.python.OperationException;
import dev.sluice.template.filter.Spread;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of the controller, for lookups, includes and tests such as {@code is file}. Nothing here writes. */
public interface ControllerFiles {
    /**
     * The file that a name means where the template stands.
     *
     * @param kind the directory in which such files are kept: {@code files}, {@code templates}, {@code vars}, or empty
     * @param name an absolute path, or one relative to the runbook or role
     * @return the path under which {@link #read} finds it; empty if there is no such file or directory
     */
    Optional<String> find(String kind, String name);

    /**
     * The whole text of a file, decrypted if it is encrypted.
     *
     * @throws OperationException if it cannot be read, is no regular file, is too large or is not UTF-8
     */
    Content read(String path);

    /**
     * What is in a file.
     *
     * @param secret whether the file is encrypted
     */
    record Content(String text, boolean secret) {
        /** A value made of the content: a secret if the file is. */
        public @Nullable Object mark(@Nullable Object value) {
            return secret ? Spread.whole(value) : value;
        }
    }

    /** What opens those that are encrypted. */
    FileDecryption decryption();

    /** What is at the path, where links are followed. */
    Kind kind(String path);

    /** Whether the path itself is a symbolic link. */
    boolean isLink(String path);

    /** Whether two paths lead to the same file, which exists. */
    boolean isSame(String path, String other);

    /** The files that match a shell pattern such as {@code conf.d/*.yml}, in {@code files} or beside it, sorted by name. */
    List<String> glob(String pattern);

    /** Counts what is looked up here and in {@link #among}. */
    Looks looks();

    /** The directory to which relative paths belong, absolute. */
    String directory();

    /** The same files, where relative names to {@link #find} and {@link #glob} belong to several directories. */
    ControllerFiles among(List<Path> directories);

    /** The files below a directory, to which relative names belong. */
    static ControllerFiles below(Path directory) {
        return below(directory, FileDecryption.NONE);
    }

    /** The files below a directory, some of which may be encrypted. */
    static ControllerFiles below(Path directory, FileDecryption decryption) {
        return new DirectoryFiles(directory, List.of(directory), decryption, new Looks());
    }

    /** What a path leads to. */
    enum Kind {
        /** Nothing. */
        MISSING,
        /** A regular file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** A device, a pipe or a socket. */
        OTHER
    }
}
