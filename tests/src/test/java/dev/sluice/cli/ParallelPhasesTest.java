package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Phases that do not need each other run at the same time, unless they could disturb each other. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelPhasesTest {
    private static final Pattern WORD = Pattern.compile("word (\\w+)");

    /** Each end of a pipe waits for the other: both hosts have to be at work at the same time, and the second ends first. */
    private static final String MEETING = """
            - id: one
              hosts: a
              gather_facts: false
              tasks:
                - shell: "timeout 60 sh -c 'echo > ping' && timeout 60 cat pong"
                  args: { chdir: "{{ playbook_dir }}" }
                - debug: { msg: word one }
            - id: two
              hosts: b
              needs: []
              gather_facts: false
              tasks:
                - shell: "timeout 60 cat ping"
                  args: { chdir: "{{ playbook_dir }}" }
                - debug: { msg: word two }
                - shell: "timeout 60 sh -c 'echo > pong'"
                  args: { chdir: "{{ playbook_dir }}" }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void pipes() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", "ping", "pong")
                        .directory(directory.toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void twoPhasesOnTwoHostsAreUnderWayAtTheSameTime() throws Exception {
        String said = apply(MEETING);

        assertThat(said).contains("3 changed on 2 targets").doesNotContain("waits for");
    }

    @Test
    void whatIsDoneFirstIsReportedInTheOrderOfTheRunbook() throws Exception {
        assertThat(words(apply(MEETING))).containsExactly("one", "two");
    }

    @Test
    void phasesOnOneHostAreRunOneAfterTheOtherAndTheCheckSaysSo() throws Exception {
        String said = check("""
                - id: one
                  hosts: a
                  gather_facts: false
                  tasks:
                    - set_fact: { colour: blue }
                - id: two
                  hosts: a,b
                  needs: []
                  gather_facts: false
                  tasks:
                    - debug: { msg: "word {{ colour | default('none') }}" }
                      when: inventory_hostname == 'a'
                """);

        assertThat(said).contains("waits for one: both act on host a");
        assertThat(words(said)).containsExactly("blue");
    }

    @Test
    void aPhaseThatReadsTheVariablesOfAnotherOnesHostWaitsForIt() throws Exception {
        String said = check("""
                - id: one
                  hosts: a
                  gather_facts: false
                  tasks:
                    - set_fact: { colour: blue }
                - id: two
                  hosts: b
                  needs: []
                  gather_facts: false
                  tasks:
                    - debug: { msg: "word {{ hostvars['a'].colour }}" }
                """);

        assertThat(said).contains("waits for one: it reads variables of a (hostvars)");
        assertThat(words(said)).containsExactly("blue");
    }

    @Test
    void aPhaseWhoseTasksGoToAnotherHostWaitsForThePhaseThatActsThere() throws Exception {
        String said = check("""
                - id: one
                  hosts: a
                  gather_facts: false
                  tasks:
                    - debug: { msg: word one }
                - id: two
                  hosts: b
                  needs: []
                  gather_facts: false
                  tasks:
                    - command: "true"
                      delegate_to: a
                - id: three
                  hosts: c
                  needs: []
                  gather_facts: false
                  vars: { other: b }
                  tasks:
                    - command: "true"
                      delegate_to: "{{ other }}"
                """);

        assertThat(said)
                .contains("waits for one: both act on host a")
                .contains("waits for two: the host that a task is delegated to is only known when it is run");
    }

    @Test
    void whatTheTextDidNotTellIsRefusedWhenItIsUsed() throws Exception {
        String said = check("""
                - id: one
                  hosts: a
                  gather_facts: false
                  tasks:
                    - set_fact: { colour: blue }
                - id: two
                  hosts: b
                  needs: []
                  gather_facts: false
                  tasks:
                    - debug: { msg: "word {{ lookup('vars', 'host' ~ 'vars')['a'].colour }}" }
                """);

        assertThat(said)
                .contains("host 'a' is used here, and phase 'one', which may run at the same time, acts on it")
                .contains("needs: [one]");
    }

    @Test
    void aFailedPhaseKeepsThoseThatNeedItFromBeginningAndNoOthers() throws Exception {
        String said = apply("""
                - id: one
                  hosts: a
                  gather_facts: false
                  tasks:
                    - fail: { msg: word one }
                - id: two
                  hosts: b
                  needs: []
                  gather_facts: false
                  tasks:
                    - debug: { msg: word two }
                - id: three
                  hosts: c
                  needs: [one]
                  gather_facts: false
                  tasks:
                    - debug: { msg: word three }
                - id: four
                  hosts: c
                  needs: [two]
                  gather_facts: false
                  tasks:
                    - debug: { msg: word four }
                """);

        assertThat(words(said)).containsExactly("one", "two", "four");
        assertThat(said).contains("phase 'c' was not begun, because 'a' failed");
    }

    private static List<String> words(String said) {
        return WORD.matcher(said)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }

    private String check(String runbook) throws IOException, InterruptedException {
        return run(runbook, "check");
    }

    private String apply(String runbook) throws IOException, InterruptedException {
        return run(runbook, "apply", "--yes");
    }

    private String run(String runbook, String... command) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("site.yml"), runbook);
        Files.writeString(directory.resolve("hosts"), "a\nb\nc\n");
        List<String> arguments = new java.util.ArrayList<>(List.of(command));
        arguments.addAll(List.of("-c", "separate", "-i", "hosts", "site.yml"));
        try (SluiceProcess sluice =
                SluiceProcess.startWith(SeparateMachines.class, directory, arguments.toArray(String[]::new))) {
            return sluice.awaitEnd();
        }
    }
}
