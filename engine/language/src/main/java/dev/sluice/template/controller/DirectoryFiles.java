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
import java.util.stream.Stream;

/** Files of the file system, relative to one directory; names are looked up in several. */
final class DirectoryFiles implements ControllerFiles {
    private final Path directory;
    private final List<Path> searched;

    DirectoryFiles(Path directory, List<Path> searched) {
        this.directory = directory.toAbsolutePath().normalize();
        this.searched = searched.stream()
                .map(each -> each.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    @Override
    public ControllerFiles among(List<Path> directories) {
        return new DirectoryFiles(directory, directories);
    }

    @Override
    public Optional<String> find(String kind, String name) {
        return searched.stream()
                .flatMap(each -> Stream.of(each.resolve(kind).resolve(name), each.resolve(name)))
                .filter(Files::exists)
                .map(Path::toString)
                .findFirst();
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
    public boolean isSame(String path, String other) {
        Path left = directory.resolve(path);
        Path right = directory.resolve(other);
        try {
            return Files.exists(left) && Files.exists(right) && Files.isSameFile(left, right);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> glob(String pattern) {
        return searched.stream()
                .flatMap(each -> Stream.of(each.resolve("files").resolve(pattern), each.resolve(pattern)))
                .map(DirectoryFiles::matching)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> matching(Path whole) {
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
