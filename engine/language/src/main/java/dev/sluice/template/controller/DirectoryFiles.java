package dev.sluice.template.controller;

import dev.sluice.python.Limits;
import dev.sluice.python.OperationException;
import dev.sluice.source.FileNames;
import dev.sluice.source.WholeFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Files of the file system, relative to one directory; names are looked up in several. */
final class DirectoryFiles implements ControllerFiles {
    private static final int MOST_BYTES = Limits.TEXT;

    private final Path directory;
    private final List<Path> searched;
    private final FileDecryption decryption;

    private final Looks looks;

    DirectoryFiles(Path directory, List<Path> searched, FileDecryption decryption, Looks looks) {
        this.decryption = decryption;
        this.looks = looks;
        this.directory = directory.toAbsolutePath().normalize();
        this.searched = searched.stream()
                .map(each -> each.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    @Override
    public ControllerFiles among(List<Path> directories) {
        return new DirectoryFiles(directory, directories, decryption, looks);
    }

    @Override
    public Optional<String> find(String kind, String name) {
        looks.note();
        return searched.stream()
                .flatMap(each -> Stream.of(FileNames.in(each.resolve(kind), name), FileNames.in(each, name)))
                .filter(Files::exists)
                .map(Path::toString)
                .findFirst();
    }

    @Override
    public Content read(String path) {
        looks.note();
        try {
            Path file = FileNames.in(directory, path);
            byte[] content = WholeFile.regular(file, MOST_BYTES);
            byte[] clear = decryption.open(path, content);
            return new Content(WholeFile.text(file, clear), clear != content);
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    @Override
    public FileDecryption decryption() {
        return decryption;
    }

    private static OperationException unreadable(String path, IOException failed) {
        return new OperationException("cannot read '" + path + "': " + reason(failed));
    }

    private static String reason(IOException failed) {
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failed instanceof NoSuchFileException) {
            return "no such file";
        }
        return failed instanceof FileSystemException refused && refused.getReason() != null
                ? refused.getReason()
                : String.valueOf(failed.getMessage());
    }

    @Override
    public Kind kind(String path) {
        looks.note();
        Path file = FileNames.in(directory, path);
        if (Files.isRegularFile(file)) {
            return Kind.FILE;
        } else if (Files.isDirectory(file)) {
            return Kind.DIRECTORY;
        }
        return Files.exists(file) ? Kind.OTHER : Kind.MISSING;
    }

    @Override
    public boolean isLink(String path) {
        looks.note();
        return Files.isSymbolicLink(FileNames.in(directory, path));
    }

    @Override
    public boolean isSame(String path, String other) {
        looks.note();
        Path left = FileNames.in(directory, path);
        Path right = FileNames.in(directory, other);
        try {
            return Files.exists(left) && Files.exists(right) && Files.isSameFile(left, right);
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    @Override
    public List<String> glob(String pattern) {
        looks.note();
        return searched.stream()
                .flatMap(each -> Stream.of(FileNames.in(each.resolve("files"), pattern), FileNames.in(each, pattern)))
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
            } catch (IOException failed) {
                throw unreadable(parent.toString(), failed);
            }
        }
        Collections.sort(found);
        return found;
    }

    @Override
    public Looks looks() {
        return looks;
    }

    @Override
    public String directory() {
        return directory.toString();
    }
}
