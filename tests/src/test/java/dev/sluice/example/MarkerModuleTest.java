package dev.sluice.example;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/writing-a-module.md keeps the contract that the page asks for. */
class MarkerModuleTest {
    @TempDir
    Path directory;

    @Test
    void notesAVersionOnceAndNeverAnOlderOne() throws IOException {
        Path file = directory.resolve("it's a marker");
        ModuleTester tester = ModuleTester.local(new DirectoryController(directory));

        tester.run(marker(file, 2), marker(file, 2), marker(file, 3), marker(file, 1));

        assertThat(tester.reports())
                .extracting(ModuleTester.Report::predicted)
                .containsExactly("changed", "ok", "changed", "failed");
        assertThat(tester.reports())
                .extracting(ModuleTester.Report::status)
                .containsExactly("changed", "ok", "changed", "failed");
        assertThat(tester.last().message()).contains("take the newer runbook");
        assertThat(Files.readString(file)).isEqualTo("version=3\n");
    }

    @Test
    void thePageShowsExactlyThisModule() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/sluice/example/MarkerModule.java"));
        String shown = source.substring(source.indexOf("/** Notes on a host"));

        assertThat(Files.readString(Path.of("../docs/writing-a-module.md"))).contains("```java\n" + shown + "```");
    }

    private static ModuleTester.Task<?> marker(Path file, int version) {
        return task(new MarkerModule(), new MarkerModule.Wanted(file.toString(), version));
    }
}
