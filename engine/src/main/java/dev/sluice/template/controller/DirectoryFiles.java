package dev.sluice.template.controller;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Files of the file system, relative to one directory. */
final class DirectoryFiles implements ControllerFiles {
    private final Path directory;

    DirectoryFiles(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Optional<String> find(String kind, String name) {
        Path inKind = directory.resolve(kind).resolve(name);
        Path direct = directory.resolve(name);
        if (Files.exists(inKind)) {
            return Optional.of(inKind.toString());
        }
        return Files.exists(direct) ? Optional.of(direct.toString()) : Optional.empty();
    }

    @Override
    public String read(String path) {
        try {
            return Files.readString(directory.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Kind kind(String path) {
        Path file = directory.resolve(path);
        if (Files.isRegularFile(file)) {
            return Kind.FILE;
        } else if (Files.isDirectory(file)) {
            return Kind.DIRECTORY;
        }
        return Files.exists(file) ? Kind.OTHER : Kind.MISSING;
    }

    @Override
    public boolean isLink(String path) {
        return Files.isSymbolicLink(directory.resolve(path));
    }

    @Override
    public List<String> glob(String pattern) {
        Path whole = directory.resolve(pattern);
        Path parent = whole.getParent();
        List<String> found = new ArrayList<>();
        if (parent != null && Files.isDirectory(parent)) {
            try (DirectoryStream<Path> entries =
                    Files.newDirectoryStream(parent, whole.getFileName().toString())) {
                entries.forEach(entry -> found.add(entry.toString()));
            } catch (PatternSyntaxException e) {
                return List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Collections.sort(found);
        return found;
    }

    @Override
    public String directory() {
        return directory.toString();
    }
}
