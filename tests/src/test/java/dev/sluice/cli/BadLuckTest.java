package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.connection.SshServer;
import dev.sluice.journal.Event;
import dev.sluice.journal.JournalReader;
import dev.sluice.journal.RunSummary;
import dev.sluice.journal.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens in the middle of a step: it ends soon, says one clear thing, and the journal tells how far it came. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadLuckTest {
    @TempDir
    Path directory;

    private @Nullable SshServer server;

    @BeforeEach
    void aHostAndARunbookWhoseFirstStepWaits() throws IOException, InterruptedException {
        assumeTrue(SshServer.isInstalled());
        server = SshServer.start(Files.createDirectory(directory.resolve("sshd")));
        mkfifo("begun");
        mkfifo("go");
        writeInventory(Map.of("host", server.variables()));
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - name: first
                      shell: echo > %1$s/begun; cat %1$s/go; touch %1$s/finished
                      notify: tidy up
                    - name: second
                      command: touch %1$s/second
                  handlers:
                    - name: tidy up
                      command: touch %1$s/tidied
                """.formatted(directory));
    }

    @AfterEach
    void stopTheServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aModuleThatFallsOverFailsItsTaskAndNothingElse() throws Exception {
        writeDefectiveTasks(
                "defective",
                "defective_null",
                "defective_depth",
                "defective_undecided",
                "defective_effect",
                "defective_step",
                "defective_needs");

        for (String command : List.of("check", "apply")) {
            try (SluiceProcess sluice = SluiceProcess.startWith(
                    DefectiveFamily.class, directory, command, "-c", "local", "-i", "localhost,", "site.yml")) {
                String said = sluice.awaitEnd();

                assertThat(said)
                        .contains(
                                "bug in module 'defective': java.lang.IllegalArgumentException: duplicate element: [a]")
                        .contains("(DefectiveFamily.java:")
                        .contains("bug in module 'defective_null': it returned null")
                        .contains("bug in module 'defective_depth': java.lang.StackOverflowError")
                        .contains("bug in module 'defective_undecided': java.lang.IllegalStateException: nothing can")
                        .contains("bug in effect 'FallingOver': java.lang.IllegalStateException: no effect")
                        .contains("bug in module 'defective_step': java.lang.IllegalStateException: no words")
                        .contains("bug in module 'defective_needs': java.lang.IllegalStateException: no needs")
                        .containsPattern("ok +the end")
                        .doesNotContain("\tat ");
                assertThat(sluice.exitCode()).isZero();
            }
        }
    }

    @Test
    void whatNeedsMoreStackThanThereIsFailsItsTaskAndNothingElse() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - debug: { msg: "{{ ('ab' * 1000000) | regex_search('(a|b)*c') }}" }
                      ignore_errors: true
                    - debug: { msg: "still here" }
                    - debug: { msg: "{{ item }}" }
                      loop: "{{ range(100001) }}"
                """);

        try (SluiceProcess sluice =
                SluiceProcess.start(directory, "check", "-c", "local", "-i", "localhost,", "site.yml")) {
            assertThat(sluice.awaitEnd())
                    .contains("the regular expression needs too much memory on this text")
                    .contains("still here")
                    .contains("a loop of 100001 items exceeds the limit of 100000")
                    .doesNotContain("\tat ");
            assertThat(sluice.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void parametersThatFallOverAreAnErrorOfTheRunbook() throws Exception {
        writeDefectiveTasks("defective_parameters");

        try (SluiceProcess sluice = SluiceProcess.startWith(
                DefectiveFamily.class, directory, "check", "-c", "local", "-i", "localhost,", "site.yml")) {
            String said = sluice.awaitEnd();

            assertThat(said)
                    .contains("WantedButRefused: java.lang.IllegalStateException: no parameters")
                    .contains("site.yml:4")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aModuleThatFallsOverWhenItLooksAgainTellsWhatItDid() throws Exception {
        writeDefectiveTasks("defective_again");

        try (SluiceProcess sluice = SluiceProcess.startWith(
                DefectiveFamily.class, directory, "apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml")) {
            String said = sluice.awaitEnd();

            assertThat(said).contains("bug in module 'defective_again': java.lang.IllegalStateException: it is there");
            assertThat(said.substring(said.indexOf("sluice apply"))).contains("made file");
            assertThat(statuses(sluice.journal())).containsEntry("defective_again", Status.IGNORED);
            assertThat(stepFailures(sluice.journal())).containsExactly("null");
        }
    }

    /** A task for each module, whose failure is ignored, and one after them. */
    private void writeDefectiveTasks(String... modules) throws IOException {
        StringBuilder text = new StringBuilder("- hosts: localhost\n  gather_facts: false\n  tasks:\n");
        for (String module : modules) {
            text.append("    - { ").append(module).append(": {}, ignore_errors: true }\n");
        }
        text.append("    - { name: the end, debug: { msg: reached } }\n");
        Files.writeString(directory.resolve("site.yml"), text);
    }

    @Test
    void aModuleThatFallsOverAfterItsStepsFailsItsTaskAndNothingElse() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - block:
                        - name: afterwards
                          defective_afterwards:
                      rescue:
                        - debug: { msg: rescued }
                """);

        try (SluiceProcess sluice = SluiceProcess.startWith(
                DefectiveFamily.class, directory, "apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml")) {
            String said = sluice.awaitEnd();

            assertThat(said)
                    .contains("bug in module 'defective_afterwards': java.lang.IndexOutOfBoundsException")
                    .contains("rescued")
                    .doesNotContain("\tat ");
            assertThat(sluice.exitCode()).isZero();
            assertThat(stepFailures(sluice.journal())).containsExactly("null");
            assertThat(statuses(sluice.journal())).containsEntry("afterwards", Status.RESCUED);
        }
    }

    @Test
    void aCheckStopsThoughAPlanNeverEnds() throws Exception {
        writeDefectiveTasks("endless");
        Files.createFile(directory.resolve("endless"));

        try (SluiceProcess sluice = SluiceProcess.startWith(
                DefectiveFamily.class, directory, "check", "-c", "local", "-i", "localhost,", "site.yml")) {
            awaitBegun();
            sluice.askToStop();
            sluice.askToStop();

            String said = sluice.awaitEnd();

            assertThat(said).contains("interrupted without waiting for the end of 'endless' on localhost");
            assertThat(sluice.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void theSecondRequestStopsAnApplyThoughAPlanNeverEnds() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - name: first
                      command: touch %s/endless
                    - name: round
                      endless:
                """.formatted(directory));

        try (SluiceProcess sluice = SluiceProcess.startWith(
                DefectiveFamily.class, directory, "apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml")) {
            awaitBegun();
            sluice.askToStop();
            sluice.awaitSaying("running steps finish");
            sluice.askToStop();

            String said = sluice.awaitEnd();

            assertThat(said)
                    .contains("Cancelled: 1 changed on 1 target; interrupted without waiting for the end of 'round'");
            assertThat(sluice.exitCode()).isEqualTo(1);
            assertThat(statuses(sluice.journal())).containsEntry("first", Status.CHANGED);
            assertThat(outcome(sluice.journal())).isEqualTo(RunSummary.Outcome.CANCELLED);
        }
    }

    @Test
    void theFirstRequestLetsTheRunningStepFinish() throws Exception {
        try (SluiceProcess sluice = SluiceProcess.start(directory, "apply", "--yes", "-i", "hosts.yml", "site.yml")) {
            awaitBegun();
            sluice.askToStop();
            sluice.awaitSaying("running steps finish");
            Files.writeString(directory.resolve("go"), "go\n");

            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).isEqualTo(1);
            assertThat(said)
                    .contains("2 tasks on host, because the run was stopped on request")
                    .contains("Cancelled: 1 changed on 1 target, 2 not run; interrupted");
            assertThat(directory.resolve("finished")).exists();
            assertThat(directory.resolve("second")).doesNotExist();
            assertThat(directory.resolve("tidied")).doesNotExist();
            assertThat(statuses(sluice.journal()))
                    .isEqualTo(
                            Map.of("first", Status.CHANGED, "second", Status.CANCELLED, "tidy up", Status.CANCELLED));
            assertThat(events(sluice.journal())).contains(new Event.StopRequested(false));
            assertThat(outcome(sluice.journal())).isEqualTo(RunSummary.Outcome.CANCELLED);
        }
    }

    @Test
    void theSecondRequestEndsTheRunningStep() throws Exception {
        try (SluiceProcess sluice = SluiceProcess.start(directory, "apply", "--yes", "-i", "hosts.yml", "site.yml")) {
            awaitBegun();
            sluice.askToStop();
            sluice.awaitSaying("running steps finish");
            sluice.askToStop();

            String said = sluice.awaitEnd();

            assertThat(said).contains("Stopping immediately").contains("check what the running steps left behind");
            assertThat(directory.resolve("finished")).doesNotExist();
            assertThat(statuses(sluice.journal()))
                    .isEqualTo(Map.of("first", Status.FAILED, "second", Status.CANCELLED));
            assertThat(stepFailures(sluice.journal())).containsExactly("interrupted");
            assertThat(outcome(sluice.journal())).isEqualTo(RunSummary.Outcome.CANCELLED);
        }
    }

    @Test
    void theJournalBeginsWithTheCommandLineAndWithoutItsSecrets() throws Exception {
        try (SluiceProcess sluice = SluiceProcess.start(
                directory, "apply", "--yes", "-i", "hosts.yml", "-e", "db_password=open-sesame", "site.yml")) {
            awaitBegun();
            sluice.kill();
            sluice.awaitEnd();

            assertThat(events(sluice.journal()).get(0))
                    .isInstanceOfSatisfying(
                            Event.RunStarted.class,
                            run -> assertThat(run.arguments())
                                    .containsExactly(
                                            "apply",
                                            "--yes",
                                            "-i",
                                            "hosts.yml",
                                            "-e",
                                            "db_password=********",
                                            "site.yml"));
        }
    }

    @Test
    void whoIsAskedMayLeave() throws Exception {
        try (SluiceProcess sluice = SluiceProcess.startAtTerminal(directory, "apply", "-i", "hosts.yml", "site.yml")) {
            sluice.awaitSaying("[y/N]");
            sluice.askToStop();

            assertThat(sluice.awaitEnd()).contains("interrupted; nothing was changed");
            assertThat(sluice.exitCode()).isEqualTo(1);
            assertThat(directory.resolve(".sluice")).doesNotExist();
        }
    }

    @Test
    void aKilledRunLeavesTheIntentOfItsStep() throws Exception {
        try (SluiceProcess sluice = SluiceProcess.start(directory, "apply", "--yes", "-i", "hosts.yml", "site.yml")) {
            awaitBegun();
            sluice.kill();
            sluice.awaitEnd();

            List<Event> events = events(sluice.journal());
            assertThat(events.get(events.size() - 1))
                    .isInstanceOfSatisfying(
                            Event.StepIntended.class,
                            step -> assertThat(step.step().task().name()).isEqualTo("first"));
        }
    }

    @Test
    void aConnectionThatDropsInAStepLosesTheHostAndSaysWhatIsNotKnown() throws Exception {
        try (SluiceProcess sluice = SluiceProcess.start(directory, "apply", "--yes", "-i", "hosts.yml", "site.yml")) {
            awaitBegun();
            server.cutConnections();

            String said = sluice.awaitEnd();

            assertThat(said).contains("it is not known whether the step happened");
            assertThat(sluice.exitCode()).isEqualTo(1);
            assertThat(statuses(sluice.journal()))
                    .isEqualTo(Map.of("first", Status.UNREACHABLE, "second", Status.CANCELLED));
            assertThat(outcome(sluice.journal())).isEqualTo(RunSummary.Outcome.FAILED);
        }
    }

    @Test
    void noStepIsBegunThatCannotBeJournalled() throws Exception {
        try (SluiceProcess sluice =
                SluiceProcess.startOnFullDisk(directory, 1, "apply", "--yes", "-i", "hosts.yml", "site.yml")) {
            String said = sluice.awaitEnd();

            assertThat(said)
                    .contains("journal.jsonl cannot be written")
                    .contains("2 tasks on host, because the journal cannot be written")
                    .contains("Failed: 0 changed, 2 not run; the journal is not complete")
                    .doesNotContain("resume");
            assertThat(sluice.exitCode()).isEqualTo(1);
            assertThat(directory.resolve("second")).doesNotExist();
            assertThat(stepFailures(sluice.journal())).isEmpty();
        }
    }

    @Test
    void aJournalThatIsFullInALoopLeavesTheReportOfWhatWasDone() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - name: many
                      command: touch %s/made{{ item }}
                      loop: "{{ range(60) | list }}"
                    - name: later
                      command: touch %s/later
                """.formatted(directory, directory));

        try (SluiceProcess sluice = SluiceProcess.startOnFullDisk(
                directory, 16, "apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml")) {
            String said = sluice.awaitEnd();

            int made = directory.toFile().list((parent, name) -> name.startsWith("made")).length;
            assertThat(made).isPositive().isLessThan(60);
            assertThat(said)
                    .containsPattern("changed +many +localhost")
                    .contains("because the journal cannot be written after " + made + " of 60 items")
                    .contains("1 task on localhost, because the journal cannot be written")
                    .contains("Failed: 1 changed on 1 target, 1 not run; the journal is not complete")
                    .doesNotContain("bug in");
            assertThat(directory.resolve("later")).doesNotExist();
            assertThat(sluice.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aLoopThatIsStoppedOnRequestCountsWhatItDidAndEverythingAfterItIsListed() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - id: loop
                  hosts: localhost
                  gather_facts: false
                  tasks:
                    - name: many
                      shell: echo > %1$s/begun; cat %1$s/go
                      loop: [1, 2, 3]
                      notify: tidy up
                  handlers:
                    - name: tidy up
                      command: touch %1$s/tidied
                - id: after
                  needs: [loop]
                  hosts: localhost
                  gather_facts: false
                  tasks:
                    - name: later
                      command: touch %1$s/later
                """.formatted(directory));

        try (SluiceProcess sluice =
                SluiceProcess.start(directory, "apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml")) {
            awaitBegun();
            sluice.askToStop();
            sluice.awaitSaying("running steps finish");
            Files.writeString(directory.resolve("go"), "go\n");

            String said = sluice.awaitEnd();

            assertThat(said)
                    .containsPattern("changed +many +localhost")
                    .contains("because the run was stopped on request after 1 of 3 items")
                    .contains("Cancelled: 1 changed on 1 target, 2 not run; interrupted")
                    .doesNotContain("bug in")
                    .doesNotContain("failed")
                    .containsOnlyOnce("item 2"); // in the check
            assertThat(statuses(sluice.journal()))
                    .isEqualTo(Map.of("many", Status.CHANGED, "later", Status.CANCELLED, "tidy up", Status.CANCELLED));
        }
    }

    @Test
    void eachHostThatCannotBeReachedHasItsOwnReasonAndTheOthersGoOn() throws Exception {
        Path otherKey = directory.resolve("sshd/host_key");
        Map<String, Object> wrongKey = new TreeMap<>(server.variables());
        wrongKey.put("ansible_ssh_private_key_file", otherKey.toString());
        Map<String, Object> closedPort = new TreeMap<>(server.variables());
        closedPort.put("ansible_port", 1L);
        Path changed = directory.resolve("changed");
        Files.writeString(
                changed,
                "[127.0.0.1]:" + server.port() + " " + Files.readString(directory.resolve("sshd/user_key.pub")));
        Map<String, Object> changedKey = new TreeMap<>(server.variables());
        changedKey.put("ansible_ssh_common_args", "-F none -o IdentityAgent=none -o UserKnownHostsFile=" + changed);
        writeInventory(new TreeMap<>(
                Map.of("host", server.variables(), "refused", wrongKey, "closed", closedPort, "changed", changedKey)));
        Files.writeString(
                directory.resolve("site.yml"),
                "- hosts: all\n  gather_facts: false\n  tasks:\n    - command: 'true'\n      read_only: true\n");

        try (SluiceProcess sluice = SluiceProcess.start(directory, "check", "-i", "hosts.yml", "site.yml")) {
            String said = sluice.awaitEnd();

            assertThat(said)
                    .contains("the login as " + server.user() + " was refused; tried: key " + otherKey)
                    .contains("Connection refused; is sshd running there?")
                    .contains("its host key has CHANGED: " + changed + ":1")
                    .contains("It would fail: 0 to change, 3 unreachable")
                    .containsPattern("✓ ok +command +host|= ok +command +host");
        }
    }

    private void mkfifo(String name) throws IOException, InterruptedException {
        new ProcessBuilder("mkfifo", directory.resolve(name).toString()).start().waitFor();
    }

    /** Waits until the step writes to the pipe. */
    private void awaitBegun() throws IOException {
        Files.readString(directory.resolve("begun"));
    }

    private void writeInventory(Map<String, Map<String, Object>> hosts) throws IOException {
        StringBuilder text = new StringBuilder("all:\n  hosts:\n");
        hosts.forEach((name, variables) -> {
            text.append("    ").append(name).append(":\n");
            variables.forEach((key, value) ->
                    text.append("      ").append(key).append(": ").append(value).append('\n'));
        });
        Files.writeString(directory.resolve("hosts.yml"), text);
    }

    private static List<Event> events(JournalReader.Recording recording) {
        return recording.entries().stream().map(JournalReader.Entry::event).toList();
    }

    private static Map<String, Status> statuses(JournalReader.Recording recording) {
        return events(recording).stream()
                .filter(Event.TaskFinished.class::isInstance)
                .map(Event.TaskFinished.class::cast)
                .collect(Collectors.toMap(
                        each -> each.task().name(), each -> each.report().status()));
    }

    private static List<String> stepFailures(JournalReader.Recording recording) {
        return events(recording).stream()
                .filter(Event.StepFinished.class::isInstance)
                .map(each -> String.valueOf(((Event.StepFinished) each).failure()))
                .toList();
    }

    /** How the run ended, which is the last that a complete journal says. */
    private static RunSummary.Outcome outcome(JournalReader.Recording recording) {
        List<Event> events = events(recording);
        return ((Event.RunFinished) events.get(events.size() - 1)).summary().outcome();
    }
}
