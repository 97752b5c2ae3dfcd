package dev.sluice.task;

import dev.sluice.spi.Controller;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists what is below a directory of the controller; see {@link Controller#list}. */
final class TreeListing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Controller.Entry> entries = new ArrayList<>();

    private TreeListing(Path root) {
        this.root = root;
    }

    static List<Controller.Entry> of(Path root, boolean follow) throws IOException {
        TreeListing listing = new TreeListing(root);
        Set<FileVisitOption> options =
                follow ? EnumSet.of(FileVisitOption.FOLLOW_LINKS) : EnumSet.noneOf(FileVisitOption.class);
        Files.walkFileTree(root, options, Integer.MAX_VALUE, listing);
        listing.entries.sort(Comparator.comparing(Controller.Entry::path));
        return listing.entries;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        if (!directory.equals(root) && isEmpty(directory)) {
            add(directory, null);
        }
        return FileVisitResult.CONTINUE;
    }

    /** What is still a link here was not to be followed, or leads nowhere. */
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        add(file, attributes.isSymbolicLink() ? Files.readSymbolicLink(file).toString() : null);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof FileSystemLoopException) {
            add(file, Files.readSymbolicLink(file).toString());
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private void add(Path path, @Nullable String link) {
        entries.add(new Controller.Entry(root.relativize(path).toString(), link));
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }
}
