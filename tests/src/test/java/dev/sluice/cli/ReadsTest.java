package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code reads}: what a read-only command depends on, so that it is run again only when that changes. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void aFileThatIsRead() throws IOException {
        Files.createDirectory(directory.resolve("etc"));
        Files.writeString(directory.resolve("etc/exports"), "/srv/nfs\n");
    }

    @Test
    void theCommandIsRunOnceHoweverManyOtherFilesChange() throws Exception {
        runbook("{{ playbook_dir }}/other");

        String said = sluice("apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml");

        assertThat(said).contains("4 changed on 1 target").contains("it says /srv/nfs");
        assertThat(directory.resolve("runs"))
                .as("one run for the check and the apply")
                .hasContent("run");
        assertThat(directory.resolve("said")).hasContent("/srv/nfs");
    }

    @Test
    void theCommandIsRunAgainWhenWhatItReadsHasChanged() throws Exception {
        runbook("{{ playbook_dir }}/etc/exports");

        String checked = sluice("check", "-c", "local", "-i", "localhost,", "site.yml");
        String applied = sluice("apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml");

        assertThat(checked).contains("undecided").doesNotContain("it says");
        assertThat(applied).contains("4 changed on 1 target").contains("it says /srv/new");
        assertThat(directory.resolve("said")).hasContent("/srv/new");
    }

    @Test
    void itsAnswerIsRecordedAndFound() throws Exception {
        runbook("{{ playbook_dir }}/other");
        sluice("facts", "record", "--to", "facts.json", "-c", "local", "-i", "localhost,", "site.yml");

        String checked = sluice("check", "--facts", "facts.json", "-i", "localhost,", "site.yml");

        assertThat(checked).contains("it says /srv/nfs").contains("4 to change");
    }

    @Test
    void whatMakesNoSenseIsFoundBeforehandWithItsPlace() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - command: cat /etc/exports
                      reads: /etc/exports
                    - shell: cat exports
                      read_only: true
                      reads: [/etc/hosts, exports]
                    - stat: { path: /etc/exports }
                      reads: [/etc/exports]
                    - command: cat /etc/exports /etc/hosts
                      read_only: "{{ 1 == 1 }}"
                      reads: /etc/exports, /etc/hosts
                """);

        String said = sluice("check", "-c", "local", "-i", "localhost,", "site.yml");

        assertThat(said)
                .contains("'reads' needs 'read_only: true'\n  --> site.yml:5:14")
                .contains("'reads' takes absolute paths, not 'exports'\n  --> site.yml:8:27")
                .contains("'reads' does not go with 'stat'\n   --> site.yml:10:14")
                .containsOnlyOnce("'reads' needs");
    }

    private void runbook(String changed) throws IOException {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - copy: { dest: "{{ playbook_dir }}/one", content: "1" }
                    - lineinfile: { path: "%s", line: "/srv/new", insertbefore: BOF, create: true }
                    - copy: { dest: "{{ playbook_dir }}/two", content: "2" }
                    - shell: echo run >>{{ playbook_dir }}/runs; head -n 1 {{ playbook_dir }}/etc/exports
                      read_only: true
                      reads: "{{ playbook_dir }}/etc/exports"
                      register: exports
                    - debug: { msg: "it says {{ exports.stdout }}" }
                    - copy: { dest: "{{ playbook_dir }}/said", content: "{{ exports.stdout }}" }
                """.formatted(changed));
    }

    private String sluice(String... arguments) throws Exception {
        try (SluiceProcess sluice = SluiceProcess.start(directory, arguments)) {
            return sluice.awaitEnd();
        }
    }
}
