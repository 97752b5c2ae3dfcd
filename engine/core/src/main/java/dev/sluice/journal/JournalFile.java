package dev.sluice.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;

/**
 * A journal in a file of its own, one event a line. Only its owner may read it.
 *
 * <p>It is written through a {@link RandomAccessFile} and not a {@link FileChannel}: an interrupt, which is how a second
 * Ctrl-C stops a run, closes a channel for good and would leave the journal without the outcome of the last step.
 */
public final class JournalFile implements Journal, Closeable {
    private final Path path;
    private final Clock clock;
    private final EventJson json = new EventJson();
    private final RandomAccessFile file;
    private final Object writing = new Object();
    private final Object forcing = new Object();

    private long written;
    private long durable;

    private JournalFile(Path path, Clock clock, RandomAccessFile file) {
        this.path = path;
        this.clock = clock;
        this.file = file;
    }

    /** Where the journal of a run is. */
    public static Path pathOf(Path runs, String run) {
        return runs.resolve(run).resolve("journal.jsonl");
    }

    /**
     * Begins the journal of a run.
     *
     * @param runs the directory of all runs, e.g. {@code .sluice/runs}; made if it is missing
     * @param run the id of the run, fit for a file name
     * @throws JournalException if it cannot be made or is there already
     */
    public static JournalFile create(Path runs, String run, Clock clock) {
        Path path = pathOf(runs, run);
        try {
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory, permissions(path, "rwx------"));
            }
            Files.createFile(path, permissions(path, "rw-------"));
            JournalFile journal = open(path, clock);
            if (directory != null) {
                forceDirectory(directory);
            }
            return journal;
        } catch (FileAlreadyExistsException exists) {
            throw new JournalException(
                    path + " exists already; two runs cannot share a journal: choose another id", exists);
        } catch (IOException failure) {
            throw failure(path, "made", failure);
        }
    }

    /** Appends to a file that is there. */
    static JournalFile open(Path path, Clock clock) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        file.seek(file.length());
        return new JournalFile(path, clock, file);
    }

    private static FileAttribute<?>[] permissions(Path path, String symbolic) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(symbolic);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    /** Makes the name durable, as the content is by {@link #force}. */
    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void append(Event event) {
        synchronized (writing) {
            byte[] line = (json.write(written + 1, clock.instant(), event) + "\n").getBytes(StandardCharsets.UTF_8);
            try {
                long start = file.getFilePointer();
                try {
                    file.write(line);
                } catch (IOException failure) {
                    dropPart(start, failure);
                    throw failure;
                }
                written++;
            } catch (IOException failure) {
                throw failure(path, "written", failure);
            }
        }
    }

    /** Takes back the part of a line that still fitted. Where that fails too, it is told and the reader ignores the part. */
    private void dropPart(long start, IOException failure) {
        try {
            file.setLength(start);
            file.seek(start);
        } catch (IOException again) {
            failure.addSuppressed(again);
        }
    }

    /** {@inheritDoc} Several threads that wait share one flush of the disk. */
    @Override
    public void force() {
        long wanted;
        synchronized (writing) {
            wanted = written;
        }
        synchronized (forcing) {
            if (durable >= wanted) {
                return;
            }
            long covered;
            synchronized (writing) {
                covered = written;
            }
            try {
                file.getFD().sync();
            } catch (IOException failure) {
                throw failure(path, "flushed to the disk", failure);
            }
            durable = covered;
        }
    }

    /** Makes everything durable and closes the file. */
    @Override
    public void close() {
        force();
        try {
            file.close();
        } catch (IOException failure) {
            throw failure(path, "closed", failure);
        }
    }

    private static JournalException failure(Path path, String what, IOException failure) {
        return new JournalException(
                "the journal " + path + " cannot be " + what + " (" + failure.getMessage()
                        + "); the journal has to show what an interrupted run did, so no further step is begun:"
                        + " make room or start from another directory, then run again",
                failure);
    }
}
