package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.connection.SshServer;
import dev.sluice.journal.Event;
import dev.sluice.journal.JournalReader;
import dev.sluice.journal.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes that travel together: what happens when one of them does not end as it was predicted. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BundleTest {
    @TempDir
    Path directory;

    /** Three tasks whose changes travel together, and one that waits for its turn. */
    private void runbook(String second, String keywords) throws IOException {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  gather_facts: false
                  vars: { base: "%1$s" }
                  tasks:
                    - name: first
                      copy: { dest: "{{ base }}/first", content: "1" }
                    - name: second
                      claim: { dest: "{{ base }}/second", content: "2", run: "%2$s" }
                      %3$s
                    - name: third
                      copy: { dest: "{{ base }}/third", content: "3" }
                    - name: fourth
                      command: touch {{ base }}/fourth
                """.formatted(
                        directory, second, keywords.isEmpty() ? "tags: all" : keywords));
    }

    private SluiceProcess apply(String... more) throws IOException {
        List<String> arguments = new java.util.ArrayList<>(List.of("apply", "--yes"));
        arguments.addAll(List.of(more));
        arguments.add("site.yml");
        return SluiceProcess.startWith(ExactFamily.class, directory, arguments.toArray(String[]::new));
    }

    private SluiceProcess applyHere() throws IOException {
        return apply("-c", "local", "-i", "localhost,");
    }

    @Test
    void theIntentsOfAllAreInTheJournalBeforeTheFirstBegins() throws Exception {
        runbook("cp {{ base }}/.sluice/runs/*/journal.jsonl {{ base }}/seen; printf 2 >{{ base }}/second", "");

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(statuses(sluice))
                    .as(said)
                    .containsExactly(
                            Map.entry("first", Status.CHANGED),
                            Map.entry("second", Status.CHANGED),
                            Map.entry("third", Status.CHANGED),
                            Map.entry("fourth", Status.CHANGED));
            List<String> seen = Files.readAllLines(directory.resolve("seen"));
            assertThat(seen).filteredOn(line -> line.contains("StepIntended")).hasSize(3);
            assertThat(seen).noneMatch(line -> line.contains("StepFinished"));
        }
    }

    @Test
    void whatATaskLooksUpOnTheControllerIsWhatTheTasksBeforeLeft() throws Exception {
        Files.writeString(directory.resolve("source"), "old");
        Files.writeString(directory.resolve("gone"), "x");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  connection: local
                  gather_facts: false
                  vars: { d: "{{ playbook_dir }}" }
                  tasks:
                    - copy: { dest: "{{ d }}/source", content: new }
                    - copy: { dest: "{{ d }}/looked-up", content: "{{ lookup('file', d + '/source') }}" }
                    - copy: { dest: "{{ d }}/copied", src: "{{ d }}/source" }
                    - file: { path: "{{ d }}/gone", state: absent }
                    - copy: { dest: "{{ d }}/exists", content: "{{ (d + '/gone') is exists }}" }
                    - copy: { dest: "{{ d }}/decided", content: x }
                      when: (d + '/gone') is not exists
                """);

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).as(said).isZero();
            assertThat(directory.resolve("looked-up")).hasContent("new");
            assertThat(directory.resolve("copied")).hasContent("new");
            assertThat(directory.resolve("exists")).hasContent("False");
            assertThat(directory.resolve("decided")).hasContent("x");
        }
    }

    @Test
    void aFactHasOneValueThoughChanceOrTheClockGivesIt() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  vars: { d: "{{ playbook_dir }}" }
                  tasks:
                    - copy: { dest: "{{ d }}/begun", content: x }
                    - set_fact: { token: "{{ 1000000000 | random }}", time: "{{ now().strftime('%f') }}" }
                    - set_fact: { listed: "{{ lookup('file', '/proc/sys/kernel/random/uuid') }}" }
                    - copy: { dest: "{{ d }}/one", content: "{{ token }} {{ time }} {{ listed }}" }
                    - command: "true"
                    - copy: { dest: "{{ d }}/two", content: "{{ token }} {{ time }} {{ listed }}" }
                """);

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).as(said).isZero();
            assertThat(directory.resolve("two")).hasSameTextualContentAs(directory.resolve("one"));
        }
    }

    @Test
    void theVariablesOfTheHostItselfAreThoseOfItsTurn() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  vars: { d: "{{ playbook_dir }}" }
                  tasks:
                    - set_fact: { v: one }
                    - copy: { dest: "{{ d }}/begun", content: x }
                      register: r
                    - set_fact: { v: two }
                    - copy: { dest: "{{ d }}/set", content: "{{ hostvars[inventory_hostname].v }}" }
                    - copy: { dest: "{{ d }}/registered", content: "{{ hostvars.localhost.r.changed | default('none') }}" }
                """);

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).as(said).isZero();
            assertThat(directory.resolve("set")).hasContent("two");
            assertThat(directory.resolve("registered")).hasContent("True");
        }
    }

    @Test
    void handlersOfASectionAreRunBeforeTheNextSectionBegins() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  vars: { d: "{{ playbook_dir }}" }
                  pre_tasks:
                    - copy: { dest: "{{ d }}/file", content: early }
                      notify: keep
                  tasks:
                    - copy: { dest: "{{ d }}/file", content: late }
                      notify: keep
                  post_tasks:
                    - copy: { dest: "{{ d }}/file", content: last }
                  handlers:
                    - name: keep
                      command: sh -c 'cat {{ d }}/file >>{{ d }}/seen'
                """);

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).as(said).isZero();
            assertThat(directory.resolve("seen")).hasContent("earlylate");
        }
    }

    @Test
    void everyBackupOfOneRunIsKept() throws Exception {
        Files.writeString(directory.resolve("file"), "mine");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  vars: { d: "{{ playbook_dir }}" }
                  tasks:
                    - copy: { dest: "{{ d }}/file", content: one, backup: true }
                    - copy: { dest: "{{ d }}/file", content: two, backup: true }
                      register: second
                    - lineinfile: { path: "{{ d }}/file", line: three, backup: true }
                    - copy: { dest: "{{ d }}/name", content: "{{ second.backup_file }}" }
                """);

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).as(said).isZero();
            try (var files = Files.list(directory)) {
                assertThat(files.filter(each -> each.toString().endsWith("~")))
                        .extracting(Files::readString)
                        .containsExactlyInAnyOrder("mine", "one", "two");
            }
            assertThat(Path.of(Files.readString(directory.resolve("name")))).hasContent("one");
        }
    }

    @Test
    void afterAStepThatFailsNoOtherBegins() throws Exception {
        runbook("exit 3", "");

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(said).contains("exit code 3");
            assertThat(statuses(sluice))
                    .containsExactly(
                            Map.entry("first", Status.CHANGED),
                            Map.entry("second", Status.FAILED),
                            Map.entry("third", Status.CANCELLED),
                            Map.entry("fourth", Status.CANCELLED));
            assertThat(directory.resolve("first")).hasContent("1");
            assertThat(directory.resolve("third")).doesNotExist();
        }
    }

    @Test
    void afterAFailureThatIsIgnoredTheOthersHaveTheirTurn() throws Exception {
        runbook("exit 3", "ignore_errors: true");

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(statuses(sluice))
                    .as(said)
                    .containsExactly(
                            Map.entry("first", Status.CHANGED),
                            Map.entry("second", Status.IGNORED),
                            Map.entry("third", Status.CHANGED),
                            Map.entry("fourth", Status.CHANGED));
            assertThat(directory.resolve("third")).hasContent("3");
        }
    }

    @Test
    void whatWasCarriedOutIsReportedThoughTheTaskBeforeItDidNotConverge() throws Exception {
        runbook("true", "");

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(said).contains("did not converge").contains("2 changed");
            assertThat(sluice.exitCode()).isEqualTo(1);
            assertThat(statuses(sluice))
                    .containsExactly(
                            Map.entry("first", Status.CHANGED),
                            Map.entry("second", Status.FAILED),
                            Map.entry("third", Status.CHANGED),
                            Map.entry("fourth", Status.CANCELLED));
            assertThat(directory.resolve("third")).hasContent("3");
        }
    }

    @Test
    void whatSomebodyElseWroteMeanwhileIsNotLost() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  gather_facts: false
                  vars: { base: "%s" }
                  tasks:
                    - name: somebody else
                      claim: { dest: "{{ base }}/x", content: x, run: "printf x >{{ base }}/x; echo more >>{{ base }}/edited" }
                    - name: edit
                      lineinfile: { path: "{{ base }}/edited", line: mine }
                """.formatted(directory));
        Files.writeString(directory.resolve("edited"), "old\n");

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(said).contains(directory + "/edited was changed by somebody else");
            assertThat(statuses(sluice))
                    .containsExactly(Map.entry("somebody else", Status.CHANGED), Map.entry("edit", Status.FAILED));
            assertThat(directory.resolve("edited")).hasContent("old\nmore\n");
        }
    }

    @Test
    void aRoleThatWasRunAlreadyIsNotCarriedOutAgain() throws Exception {
        Files.createDirectories(directory.resolve("roles/twice/tasks"));
        Files.writeString(directory.resolve("roles/twice/tasks/main.yml"), """
                - copy: { dest: "{{ playbook_dir }}/value", content: "1" }
                - copy: { dest: "{{ playbook_dir }}/value", content: "2" }
                """);
        Files.writeString(
                directory.resolve("site.yml"), "- hosts: all\n  gather_facts: false\n  roles: [twice, twice]\n");

        try (SluiceProcess sluice = applyHere()) {
            String said = sluice.awaitEnd();

            assertThat(said).contains("2 changed on 1 target");
            assertThat(directory.resolve("value")).hasContent("2");
        }
    }

    @Test
    void aRequestToStopIsHeededAfterTheChangesThatAreUnderWay() throws Exception {
        mkfifo("begun");
        mkfifo("go");
        runbook("echo >{{ base }}/begun; cat {{ base }}/go; printf 2 >{{ base }}/second", "");

        try (SluiceProcess sluice = applyHere()) {
            Files.readString(directory.resolve("begun"));
            sluice.askToStop();
            sluice.awaitSaying("running steps finish");
            Files.writeString(directory.resolve("go"), "go\n");
            String said = sluice.awaitEnd();

            assertThat(statuses(sluice))
                    .as(said)
                    .containsExactly(
                            Map.entry("first", Status.CHANGED),
                            Map.entry("second", Status.CHANGED),
                            Map.entry("third", Status.CHANGED),
                            Map.entry("fourth", Status.CANCELLED));
        }
    }

    @Test
    void whereTheConnectionDropsNothingIsSaidOfStepsThatMayHaveHappened() throws Exception {
        assumeTrue(SshServer.isInstalled());
        mkfifo("begun");
        mkfifo("go");
        runbook("echo >{{ base }}/begun; cat {{ base }}/go; printf 2 >{{ base }}/second", "");
        try (SshServer server = SshServer.start(Files.createDirectory(directory.resolve("sshd")));
                SluiceProcess sluice = apply("-i", inventory(server))) {
            Files.readString(directory.resolve("begun"));
            server.cutConnections();
            String said = sluice.awaitEnd();

            assertThat(said).contains("it is not known whether the step happened");
            assertThat(statuses(sluice))
                    .containsExactly(
                            Map.entry("first", Status.CHANGED),
                            Map.entry("second", Status.UNREACHABLE),
                            Map.entry("third", Status.UNREACHABLE),
                            Map.entry("fourth", Status.CANCELLED));
        }
    }

    private String inventory(SshServer server) throws IOException {
        StringBuilder text = new StringBuilder("all:\n  hosts:\n    host:\n");
        server.variables()
                .forEach((key, value) -> text.append("      ")
                        .append(key)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        Files.writeString(directory.resolve("hosts.yml"), text);
        return "hosts.yml";
    }

    private void mkfifo(String name) throws IOException, InterruptedException {
        new ProcessBuilder("mkfifo", directory.resolve(name).toString()).start().waitFor();
    }

    private static Map<String, Status> statuses(SluiceProcess sluice) throws IOException {
        Map<String, Status> statuses = new LinkedHashMap<>();
        for (JournalReader.Entry entry : sluice.journal().entries()) {
            if (entry.event() instanceof Event.TaskFinished finished) {
                statuses.put(finished.task().name(), finished.report().status());
            }
        }
        return statuses;
    }
}
