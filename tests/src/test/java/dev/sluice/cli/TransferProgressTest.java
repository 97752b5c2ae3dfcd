package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A big file on a slow way: how far it is can be followed. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransferProgressTest {
    private static final int SIZE = 16 * 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void jsonLinesTellHowMuchIsDoneAndAtWhichRate() throws Exception {
        Path shells = slowShellUntil(directory.resolve("go"));
        Files.write(directory.resolve("image"), new byte[SIZE]);
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  connection: local
                  gather_facts: false
                  tasks:
                    - copy: { src: image, dest: %s/there }
                """.formatted(directory));

        List<JsonNode> progress;
        try (SluiceProcess sluice = SluiceProcess.start(
                directory,
                Map.of("PATH", shells + ":" + System.getenv("PATH")),
                "apply",
                "--yes",
                "--output",
                "jsonl",
                "site.yml")) {
            sluice.awaitSaying("\"Progress\"");
            Files.createFile(directory.resolve("go"));
            String said = sluice.awaitEnd();
            assertThat(sluice.exitCode()).as(said).isZero();
            progress = progress(said);
            assertThat(sluice.journal().toString()).doesNotContain("Progress[");
        }

        assertThat(progress).isNotEmpty();
        for (JsonNode each : progress) {
            JsonNode transfer = each.path("transfer");
            assertThat(transfer.path("total").asLong()).isEqualTo(SIZE);
            assertThat(transfer.path("done").asLong()).isBetween(1L, (long) SIZE);
            assertThat(transfer.path("perSecond").asLong()).isPositive();
            assertThat(each.path("text").asText()).matches("[0-9]+ % of 16\\.8 MB, [0-9.]+ MB/s");
        }
        assertThat(directory.resolve("there")).hasSize(SIZE);
    }

    @Test
    void aTerminalShowsThePercentage() throws Exception {
        Path shells = slowShellUntil(directory.resolve("go"));
        Files.write(directory.resolve("image"), new byte[SIZE]);
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  connection: local
                  gather_facts: false
                  tasks:
                    - copy: { src: image, dest: %s/there }
                """.formatted(directory));

        try (SluiceProcess sluice = SluiceProcess.startAtTerminal(
                directory,
                Map.of("PATH", shells + ":" + System.getenv("PATH"), "TERM", "xterm"),
                "apply",
                "--yes",
                "site.yml")) {
            sluice.awaitSaying(" % of 16.8 MB, ");
            Files.createFile(directory.resolve("go"));
            sluice.awaitEnd();
        }

        assertThat(directory.resolve("there")).hasSize(SIZE);
    }

    /** A shell that gets its input in small pieces until a file is there. */
    private Path slowShellUntil(Path go) throws Exception {
        Path shells = Files.createDirectory(directory.resolve("shells"));
        Path slow = Files.writeString(shells.resolve("sh"), """
                #!/bin/sh
                PATH=${PATH#*:}
                {
                  while [ ! -e '%s' ]; do dd bs=1024 count=1 2>/dev/null || exit; done
                  exec cat
                } | /bin/sh "$@"
                """.formatted(go));
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        return shells;
    }

    private static List<JsonNode> progress(String said) throws Exception {
        List<JsonNode> progress = new ArrayList<>();
        for (String line : said.lines().toList()) {
            JsonNode event = new JsonMapper().readTree(line);
            if (event.path("event").asText().equals("Progress")) {
                progress.add(event.path("data"));
            }
        }
        return progress;
    }
}
