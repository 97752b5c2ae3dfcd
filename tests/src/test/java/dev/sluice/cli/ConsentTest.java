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

    private SluiceProcess applyTasks(String tasks, String... more) throws IOException {
        Files.writeString(
                directory.resolve("site.yml"),
                """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                """ + tasks.replace("DIR", directory.toString()).indent(4));
        List<String> arguments = new ArrayList<>(List.of("apply", "--yes", "-c", "local", "-i", "localhost,"));
        arguments.addAll(List.of(more));
        arguments.add("site.yml");
        return SluiceProcess.start(directory, arguments.toArray(String[]::new));
    }

    @Test
    void nothingIsDoneBeforeARefusalThatTheCheckHasSeen() throws Exception {
        try (SluiceProcess sluice = applyTasks("""
                - file: { path: DIR/first, state: touch }
                - file: { path: DIR/data, state: absent }
                  ignore_errors: true
                - file: { path: DIR/data/sub, state: directory }
                - file: { path: DIR/data, state: absent }
                """)) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).as(said).isEqualTo(1);
            assertThat(said)
                    .contains("Refused, nothing was changed: nobody agreed to 2 changes")
                    .contains("confirm: " + directory + "/data");
            assertThat(directory.resolve("first")).doesNotExist();
            assertThat(directory.resolve("data/kept")).exists();
            assertThat(directory.resolve(".sluice/runs")).doesNotExist();
        }
    }

    @Test
    void aRefusalIsAReportForProgramsToo() throws Exception {
        try (SluiceProcess sluice = applyTasks("- file: { path: DIR/data, state: absent }", "--output", "json")) {
            String said = sluice.awaitEnd();

            assertThat(said)
                    .contains("\"outcome\" : \"refused\"")
                    .contains("removing " + directory + "/data is destructive");
        }
    }

    @Test
    void aRefusalDoesNotShowWhatNoLogHides() throws Exception {
        try (SluiceProcess sluice =
                applyTasks("- file: { path: DIR/data, state: absent }\n  no_log: true\n  name: gone")) {
            assertThat(sluice.awaitEnd())
                    .contains("'gone' on localhost: a change that no_log hides is destructive")
                    .doesNotContain(directory + "/data");
        }
    }

    @Test
    void whatTheCheckCouldNotDecideIsRefusedAtItsTask() throws Exception {
        try (SluiceProcess sluice = applyTasks("""
                - command: echo yes
                  register: said
                - file: { path: DIR/data, state: absent }
                  when: said.stdout == 'yes'
                """)) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).as(said).isEqualTo(1);
            assertThat(said).contains("This task changed nothing").contains("confirm: " + directory + "/data");
            assertThat(directory.resolve("data/kept")).exists();
        }
    }

    @Test
    void whatIsNeverCarriedOutNeedsNoConsent() throws Exception {
        try (SluiceProcess sluice = applyTasks("""
                - file: { path: DIR/data, state: absent }
                  check_mode: true
                - file: { path: DIR/first, state: touch }
                """)) {
            assertThat(sluice.awaitEnd()).contains("2 changed on 1 target");
            assertThat(directory.resolve("data/kept")).exists();
        }
    }
}
