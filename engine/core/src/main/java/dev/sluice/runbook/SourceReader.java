package dev.sluice.runbook;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.source.YamlReader;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads YAML files of a runbook, once as often as they are asked for, and reports what cannot be read. */
public final class SourceReader {
    private final Path workingDirectory;
    private final Diagnostics diagnostics;

    /**
     * @param workingDirectory names in messages are relative to it
     * @param diagnostics where problems are reported
     */
    public SourceReader(Path workingDirectory, Diagnostics diagnostics) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
        this.diagnostics = diagnostics;
    }

    public Diagnostics diagnostics() {
        return diagnostics;
    }

    /**
     * Reads one file.
     *
     * @param mention where the file is asked for, for the message if it cannot be read; null for the command line
     * @return its document; empty if it has none or a problem was reported
     */
    public Optional<Node> read(Path path, @Nullable Span mention) {
        Path file = workingDirectory.resolve(path).normalize();
        return SourceFile.read(file, name(file), mention, diagnostics)
                .flatMap(source -> YamlReader.document(source, diagnostics));
    }

    /** A path as messages show it: relative to the working directory where it lies below it. */
    public String name(Path path) {
        Path absolute = workingDirectory.resolve(path).normalize();
        return absolute.startsWith(workingDirectory)
                ? workingDirectory.relativize(absolute).toString()
                : absolute.toString();
    }
}
