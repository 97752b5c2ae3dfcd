package dev.sluice.inventory;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.SourceFile;
import dev.sluice.spi.value.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file that holds a vault password, or a program that prints one, as {@code --vault-password-file} names it. */
public final class VaultPasswordFile {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private VaultPasswordFile() {}

    /**
     * Reads a password.
     *
     * @return empty if there is none; the reason is then among the diagnostics
     */
    public static Optional<Secret> read(Path file, Diagnostics diagnostics) {
        Optional<String> text = Files.isRegularFile(file) && Files.isExecutable(file)
                ? printed(file, diagnostics)
                : SourceFile.read(file, file.toString(), diagnostics).map(SourceFile::text);
        if (text.isPresent() && text.get().isBlank()) {
            diagnostics.error(null, "no password in '" + file + "'", "write it on one line");
            return Optional.empty();
        }
        return text.map(password -> new Secret(password.strip()));
    }

    private static Optional<String> printed(Path file, Diagnostics diagnostics) {
        Path program = file.toAbsolutePath();
        try {
            byte[] output = ExternalProgram.run(
                    List.of(program.toString()), java.util.Objects.requireNonNull(program.getParent()), DEADLINE);
            return Optional.of(new String(output, StandardCharsets.UTF_8));
        } catch (ExternalProgram.FailedException failed) {
            diagnostics.error(
                    null,
                    "the vault password program '" + file + "' failed: " + failed.getMessage(),
                    "if it is not a program, remove its execute permission");
            return Optional.empty();
        }
    }
}
