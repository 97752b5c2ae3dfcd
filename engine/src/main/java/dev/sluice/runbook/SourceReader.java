package dev.sluice.runbook;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.source.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads YAML files of a runbook, once as often as they are asked for, and reports what cannot be read. */
public final class SourceReader {
    private static final long LARGEST = 32L * 1024 * 1024;

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
        try {
            if (Files.isDirectory(file)) {
                diagnostics.error(mention, "'" + name(file) + "' is a directory, not a file", "name a file in it");
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST) {
                diagnostics.error(mention, "'" + name(file) + "' is larger than 32 MiB", "split it");
                return Optional.empty();
            }
            String text = Files.readString(file).replace("\r\n", "\n");
            return YamlReader.document(new SourceFile(name(file), text), diagnostics);
        } catch (NoSuchFileException missing) {
            diagnostics.error(
                    mention,
                    "there is no file '" + name(file) + "'",
                    "check the path; it is relative to "
                            + (mention == null ? "the working directory" : "the file that names it"));
        } catch (CharacterCodingException notText) {
            diagnostics.error(mention, "'" + name(file) + "' is not UTF-8 text", "save it as UTF-8");
        } catch (IOException failed) {
            diagnostics.error(mention, "cannot read '" + name(file) + "': " + failed.getMessage(), "");
        }
        return Optional.empty();
    }

    /** A path as messages show it: relative to the working directory where it lies below it. */
    public String name(Path path) {
        Path absolute = workingDirectory.resolve(path).normalize();
        return absolute.startsWith(workingDirectory)
                ? workingDirectory.relativize(absolute).toString()
                : absolute.toString();
    }
}
