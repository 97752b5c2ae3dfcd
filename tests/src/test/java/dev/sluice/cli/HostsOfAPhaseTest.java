package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which hosts take part in a phase, and when failures of some of them end it for others. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostsOfAPhaseTest {
    private static final Pattern WORD = Pattern.compile("word (\\w+)");

    @TempDir
    Path directory;

    @Test
    void aHostThatEndsAPhaseTakesPartInTheNext() throws Exception {
        assertThat(words(apply("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - meta: end_host
                      when: inventory_hostname == 'a'
                    - debug: { msg: "word first_{{ inventory_hostname }}" }
                - hosts: all
                  gather_facts: false
                  tasks:
                    - debug: { msg: "word second_{{ inventory_hostname }}" }
                """))).containsExactly("first_b", "first_c", "second_a", "second_b", "second_c");
    }

    @Test
    void aBatchThatIsLostAsAWholeEndsTheRunForThoseAfterIt() throws Exception {
        String said = apply("""
                - hosts: all
                  serial: 1
                  gather_facts: false
                  tasks:
                    - name: the doubtful one
                      fail: { msg: "word failed_{{ inventory_hostname }}" }
                      when: inventory_hostname == 'b'
                    - debug: { msg: "word done_{{ inventory_hostname }}" }
                - hosts: all
                  gather_facts: false
                  tasks:
                    - debug: { msg: "word next_{{ inventory_hostname }}" }
                """);

        assertThat(words(said)).containsExactlyInAnyOrder("done_a", "failed_b");
        assertThat(said).contains("no host was left in a batch before it");
    }

    @Test
    void aPhaseThatIsEndedRunsNoFurtherBatch() throws Exception {
        assertThat(words(apply("""
                - hosts: all
                  serial: 1
                  gather_facts: false
                  tasks:
                    - debug: { msg: "word first_{{ inventory_hostname }}" }
                    - meta: end_play
                - hosts: all
                  serial: 1
                  gather_facts: false
                  tasks:
                    - debug: { msg: "word second_{{ inventory_hostname }}" }
                    - meta: end_batch
                """))).containsExactly("first_a", "second_a", "second_b", "second_c");
    }

    @Test
    void aFileOfVariablesMayBeNamedByAFact() throws Exception {
        Files.writeString(directory.resolve("Linux.yml"), "system: found\n");

        assertThat(words(apply("""
                - hosts: a
                  vars_files: ["{{ ansible_system }}.yml"]
                  tasks:
                    - debug: { msg: "word {{ system }}" }
                """))).containsExactly("found");
    }

    @Test
    void aRoleMayBeIncludedInParts() throws Exception {
        Path tasks = Files.createDirectories(directory.resolve("roles/app/tasks"));
        Files.writeString(tasks.resolve("install.yml"), "- debug: { msg: word installed }\n");
        Files.writeString(tasks.resolve("configure.yml"), "- set_fact: { setting: configured }\n");

        assertThat(words(apply("""
                - hosts: a
                  gather_facts: false
                  tasks:
                    - include_role: { name: app, tasks_from: install }
                    - include_role: { name: app, tasks_from: configure }
                    - debug: { msg: "word {{ setting }}" }
                """))).containsExactly("installed", "configured");
    }

    @Test
    void tooManyFailuresEndTheBatchBeforeTheNextTask() throws Exception {
        assertThat(words(apply("""
                - hosts: all
                  max_fail_percentage: 30
                  gather_facts: false
                  tasks:
                    - fail: { msg: "word failed_{{ inventory_hostname }}" }
                      when: inventory_hostname == 'b'
                    - debug: { msg: "word done_{{ inventory_hostname }}" }
                """))).containsExactly("failed_b");
    }

    @Test
    void aFailureThatIsRescuedCountsAsNone() throws Exception {
        assertThat(words(apply("""
                - hosts: all
                  max_fail_percentage: 30
                  gather_facts: false
                  tasks:
                    - block:
                        - fail: { msg: "word failed_{{ inventory_hostname }}" }
                          when: inventory_hostname == 'b'
                      rescue:
                        - debug: { msg: "word rescued_{{ inventory_hostname }}" }
                    - debug: { msg: "word done_{{ inventory_hostname }}" }
                """))).containsExactly("failed_b", "rescued_b", "done_a", "done_b", "done_c");
    }

    /** Whether the next host has begun meanwhile is seen by what it leaves behind. */
    @Test
    void hostsThatReadWhatTheOthersRegisterGoOneAfterTheOther() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - shell: |
                        cd {{ playbook_dir }}; touch begun.$ME; sleep 0.5; echo begun.* >seen.$ME
                      environment: { ME: "{{ inventory_hostname }}" }
                      register: seen
                      when: hostvars['a'] is defined
                """);

        SluiceProcess.startWith(
                        SeparateMachines.class,
                        directory,
                        "apply",
                        "--yes",
                        "-c",
                        "separate",
                        "-i",
                        "a,b,c",
                        "site.yml")
                .awaitEnd();

        assertThat(directory.resolve("seen.a")).hasContent("begun.a\n");
        assertThat(directory.resolve("seen.b")).hasContent("begun.a begun.b\n");
        assertThat(directory.resolve("seen.c")).hasContent("begun.a begun.b begun.c\n");
    }

    private static List<String> words(String said) {
        return WORD.matcher(said)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }

    @Test
    void aPhaseWithoutAHostWithinTheLimitIsSkipped() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: a
                  gather_facts: false
                  tasks:
                    - debug: { msg: "word first_{{ inventory_hostname }}" }
                - name: the other
                  hosts: b
                  gather_facts: false
                  tasks:
                    - debug: { msg: "word second_{{ inventory_hostname }}" }
                """);

        try (SluiceProcess sluice = limited("a")) {
            String said = sluice.awaitEnd();

            assertThat(words(said)).containsExactly("first_a");
            assertThat(said).contains("phase 'the other' is skipped: it has no host within the limit");
            assertThat(sluice.exitCode()).isZero();
        }
        try (SluiceProcess sluice = limited("c")) {
            assertThat(sluice.awaitEnd()).contains("no phase has a host within the limit");
            assertThat(sluice.exitCode()).isEqualTo(1);
        }
    }

    private SluiceProcess limited(String limit) throws IOException {
        return SluiceProcess.start(directory, "check", "-c", "local", "-i", "a,b,c", "--limit", limit, "site.yml");
    }

    private String apply(String runbook) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("site.yml"), runbook);
        try (SluiceProcess sluice =
                SluiceProcess.start(directory, "apply", "--yes", "-c", "local", "-i", "a,b,c", "site.yml")) {
            return sluice.awaitEnd();
        }
    }
}
