package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@code mistakes/NAME.yml} is reported exactly as {@code mistakes/NAME.txt} says. To accept new wording, run with
 * {@code -Dgolden.update=true} and read the difference.
 */
class MistakesTest {
    private static final Path MISTAKES = Path.of("src/test/resources/dev/sluice/source/mistakes");

    @TestFactory
    Stream<DynamicTest> everyMistakeIsExplained() throws IOException {
        return Files.list(MISTAKES)
                .filter(file -> file.toString().endsWith(".yml"))
                .sorted()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> explained(file)));
    }

    private static void explained(Path file) throws IOException {
        Diagnostics diagnostics = new Diagnostics();

        SourceFile.read(file, file.getFileName().toString(), diagnostics)
                .ifPresent(source -> YamlReader.document(source, diagnostics));

        String rendered = DiagnosticRenderer.plain().render(diagnostics.entries());
        Path golden = Path.of(file.toString().replaceFirst("\\.yml$", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, rendered);
        }
        assertThat(rendered).isEqualTo(Files.readString(golden));
        assertThat(diagnostics.hasErrors()).isTrue();
    }
}
