package dev.sluice.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Outputs that a person has looked at and found good. After a wanted change, run the test with {@code
 * -Dsluice.golden.update=true}, look at the difference, and commit it.
 */
final class Golden {
    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    private Golden() {}

    static void assertSame(String name, String actual) throws IOException {
        Path path = DIRECTORY.resolve(name);
        if (Boolean.getBoolean("sluice.golden.update")) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(path, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(path));
    }
}
