package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What destroys data is done only if the command line allows it, or the task names what it destroys. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsentTest {
    @TempDir
    Path directory;

    @BeforeEach
    void aDirectoryThatHoldsSomething() throws IOException {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("data/kept"), "kept");
    }

    private SluiceProcess apply(String confirm, String... more) throws IOException {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - file: { path: "%s/data", state: absent }
                      %s
                """.formatted(directory, confirm));
        List<String> arguments = new ArrayList<>(List.of("apply", "--yes", "-c", "local", "-i", "localhost,"));
        arguments.addAll(List.of(more));
        arguments.add("site.yml");
        return SluiceProcess.start(directory, arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"confirm: /srv/other", "confirm: [/srv/other]", "confirm: []", "confirm: 'yes'", "tags: always"})
    void withoutItsNameNothingIsRemoved(String confirm) throws Exception {
        try (SluiceProcess sluice = apply(confirm)) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).as(said).isEqualTo(1);
            assertThat(said).contains("--allow destructive").contains("confirm: " + directory + "/data");
            assertThat(directory.resolve("data/kept")).exists();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"confirm: false", "confirm: true", "confirm: ''", "confirm: \"{{ false }}\"", "confirm: [1]"})
    void whatNamesNothingIsRefused(String confirm) throws Exception {
        try (SluiceProcess sluice = apply(confirm, "--allow", "destructive")) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).as(said).isEqualTo(1);
            assertThat(said).contains("'confirm' names no resource");
            assertThat(directory.resolve("data/kept")).exists();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"confirm: \"{{ playbook_dir }}/data\"", "confirm: [/srv/other, \"{{ playbook_dir }}/data\"]"})
    void aTaskConsentsByNamingWhatIsRemoved(String confirm) throws Exception {
        try (SluiceProcess sluice = apply(confirm)) {
            assertThat(sluice.awaitEnd()).contains("1 changed");
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    @Test
    void theCommandLineAllowsItForAllTasks() throws Exception {
        try (SluiceProcess sluice = apply("tags: always", "--allow", "destructive")) {
            assertThat(sluice.awaitEnd()).contains("1 changed");
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }
}
