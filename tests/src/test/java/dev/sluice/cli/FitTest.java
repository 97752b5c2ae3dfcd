package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A module that needs a shell does not act on a target that has none. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FitTest {
    @TempDir
    Path directory;

    @BeforeEach
    void aClusterAndTheHostUnderIt() throws IOException {
        Files.writeString(directory.resolve("hosts"), """
                prod ansible_connection=cluster
                node ansible_connection=local
                """);
    }

    @Test
    void whatNeedsAShellIsRefusedBeforeAnythingConnects() throws Exception {
        runbook("""
                - hosts: prod
                  gather_facts: false
                  tasks:
                    - count_objects:
                    - lvm: { vg: data, lv: files, size: 1G }
                """);

        String shown = sluice(1, "check");

        assertThat(shown)
                .contains("'lvm' cannot act on 'prod'")
                .contains("site.yml:5:")
                .contains("lvm needs a shell, and the connection 'cluster' does not provide one")
                .contains("'delegate_to'")
                .doesNotContain("count_objects' cannot");
    }

    @Test
    void aShellDoesNotDoForWhatNeedsSomethingElse() throws Exception {
        runbook("""
                - hosts: node
                  gather_facts: false
                  tasks:
                    - count_objects:
                """);

        assertThat(sluice(1, "check")).contains("count_objects needs a count interface");
    }

    @Test
    void whatNeedsNothingOfTheTargetFitsEverywhere() throws Exception {
        runbook("""
                - hosts: prod
                  gather_facts: false
                  tasks:
                    - set_fact: { wanted: 3 }
                    - count_objects:
                      register: found
                    - assert: { that: found.count == wanted }
                    - debug: { var: found.count }
                    - fail: { msg: too few }
                      when: found.count < 3
                    - command: echo on the node
                      delegate_to: node
                """);

        assertThat(sluice(0, "apply", "--yes")).contains("found.count = 3").contains("echo on the node");
    }

    @Test
    void whatOnlyTheRunCanTellFailsItsTask() throws Exception {
        runbook("""
                - hosts: node
                  gather_facts: false
                  tasks:
                    - command: echo {{ item }}
                      delegate_to: "{{ item }}"
                      loop: [node, prod]
                """);

        assertThat(sluice(1, "check"))
                .contains("'command' cannot act on 'prod': command needs a shell, and the connection 'cluster'");
    }

    private void runbook(String text) throws IOException {
        Files.writeString(directory.resolve("site.yml"), text);
    }

    private String sluice(int exitCode, String verb, String... options) throws Exception {
        String[] all = new String[options.length + 4];
        all[0] = verb;
        System.arraycopy(options, 0, all, 1, options.length);
        System.arraycopy(new String[] {"-i", "hosts", "site.yml"}, 0, all, options.length + 1, 3);
        try (SluiceProcess sluice = SluiceProcess.startWith(ClusterFamily.class, directory, all)) {
            String shown = sluice.awaitEnd();
            assertThat(sluice.exitCode()).as(shown).isEqualTo(exitCode);
            return shown;
        }
    }
}
