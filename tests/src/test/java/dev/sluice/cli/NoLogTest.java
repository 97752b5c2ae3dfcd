package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a task with no_log is given, and what comes of it, is shown nowhere. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NoLogTest {
    private static final String CANARY = "zebra-canary-77";

    @TempDir
    Path directory;

    @Test
    void noOutputAndNoJournalHasTheArgumentsOfATask() throws Exception {
        writeRunbook("""
                    - { name: command, command: "echo {{ canary }}", no_log: true }
                    - { name: in a loop, shell: "echo {{ item }}", loop: ["{{ canary }}-item"], no_log: true }
                    - { name: fails, command: "ls /nonexistent/{{ canary }}", no_log: true, ignore_errors: true }
                    - { name: directory, file: { path: "%1$s/{{ canary }}", state: directory }, no_log: true }
                    - { name: copy, copy: { content: "{{ canary }}", dest: "%1$s/copied" }, no_log: true }
                    - { name: wait, wait_for: { path: "%1$s/copied", search_regex: "{{ canary }}" }, no_log: true }
                    - name: assert
                      assert: { that: "canary == 'no'", fail_msg: "{{ canary }}" }
                      no_log: true
                      ignore_errors: true
                    - { name: debug, debug: { msg: "{{ canary }}" }, no_log: true }
                    - { name: set, set_fact: { other: "{{ canary }}" }, no_log: true }
                """);

        for (String output : List.of("console", "json", "jsonl", "markdown")) {
            assertThat(run("apply", "--yes", "-vvv", "-o", output))
                    .as(output)
                    .contains("in a loop")
                    .doesNotContain(CANARY);
        }

        assertThat(directory.resolve(CANARY)).isDirectory();
        try (Stream<Path> files = Files.walk(directory.resolve(".sluice"))) {
            List<Path> journals = files.filter(Files::isRegularFile).toList();
            assertThat(journals).hasSize(4);
            for (Path journal : journals) {
                assertThat(Files.readString(journal)).contains("in a loop").doesNotContain(CANARY);
            }
        }
    }

    @Test
    void whatOtherTasksDependOnDoesNotHaveThemEither() throws Exception {
        writeRunbook("""
                    - { name: command, command: "echo {{ canary }} %1$s/touched", register: said, no_log: true }
                    - { name: of its output, file: { path: "%1$s/{{ said.stdout }}", state: touch } }
                    - { name: of what it may alter, slurp: { src: "%1$s/touched" } }
                """);

        for (String output : List.of("console", "json")) {
            assertThat(run("check", "-o", output)).contains("undecided").doesNotContain(CANARY);
        }
    }

    private void writeRunbook(String tasks) throws IOException {
        Files.writeString(
                directory.resolve("site.yml"),
                "- hosts: localhost\n  gather_facts: false\n  vars: { canary: " + CANARY + " }\n  tasks:\n"
                        + tasks.formatted(directory));
    }

    private String run(String command, String... options) throws IOException, InterruptedException {
        String[] arguments = Stream.of(
                        Stream.of(command),
                        Stream.of(options),
                        Stream.of("-c", "local", "-i", "localhost,", "site.yml"))
                .flatMap(each -> each)
                .toArray(String[]::new);
        try (SluiceProcess sluice = SluiceProcess.start(directory, arguments)) {
            return sluice.awaitEnd();
        }
    }
}
