package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jinjava is loaded by those runs only whose templates have statements. */
class StatementLibraryTest {
    private static final String LIBRARY = "com.hubspot.jinjava";

    @TempDir
    private Path directory;

    private List<String> libraryClassesOf(String... arguments) throws IOException, InterruptedException {
        Path log = directory.resolve("classes.log");
        String options = "-Xlog:class+load=info:file=" + log;
        try (SluiceProcess sluice = SluiceProcess.start(directory, Map.of("JAVA_TOOL_OPTIONS", options), arguments)) {
            String said = sluice.awaitEnd();
            assertThat(sluice.exitCode()).as(said).isZero();
        }
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains("dev.sluice.cli.Main"));
        return loaded.stream().filter(line -> line.contains(LIBRARY)).toList();
    }

    private String runbook(String message) throws IOException {
        Files.writeString(directory.resolve("runbook.yml"), """
                - hosts: localhost
                  connection: local
                  gather_facts: false
                  vars: { name: web }
                  tasks:
                    - debug: { msg: "MESSAGE" }
                      when: name | length == 3
                """.replace("MESSAGE", message));
        return "runbook.yml";
    }

    @Test
    void theVersionNeedsNone() throws IOException, InterruptedException {
        assertThat(libraryClassesOf("--version")).isEmpty();
    }

    @Test
    void aCheckWithoutStatementsNeedsNone() throws IOException, InterruptedException {
        String runbook = runbook("{# a comment #}{{ name | upper }} and {{ 1 + 1 }}{% raw %} {{ {% endraw %}");

        assertThat(libraryClassesOf("check", runbook)).isEmpty();
    }

    @Test
    void aCheckWithAStatementNeedsIt() throws IOException, InterruptedException {
        String runbook = runbook("{% if true %}{{ name }}{% endif %}");

        assertThat(libraryClassesOf("check", runbook)).isNotEmpty();
    }
}
