package dev.sluice.testing;

import dev.sluice.spi.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a real program once printed.
 *
 * @param run parts of the script that it answers, with {@code ...} between them
 * @param output what came
 */
public record Transcript(String run, Output output) {
    /** Reads one: {@code run}, {@code stdout} and {@code stderr} (a text or {@code file: NAME}), {@code exit}. */
    static Transcript of(Map<?, ?> entry, Path directory) {
        Object exit = entry.get("exit");
        return new Transcript(
                (String) Objects.requireNonNull(entry.get("run"), "run"),
                Output.of(
                        exit == null ? 0 : ((Long) exit).intValue(),
                        text(entry.get("stdout"), directory),
                        text(entry.get("stderr"), directory)));
    }

    private static String text(@Nullable Object source, Path directory) {
        if (source instanceof Map<?, ?> map) {
            try {
                return Files.readString(directory.resolve((String) map.get("file")));
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }
        return source == null ? "" : source.toString();
    }

    /** Whether a script has all parts in this order. */
    boolean answers(String script) {
        int from = 0;
        for (String part : run.split("\\.\\.\\.")) {
            String wanted = part.strip();
            int at = script.indexOf(wanted, from);
            if (at < 0) {
                return false;
            }
            from = at + wanted.length();
        }
        return true;
    }
}
