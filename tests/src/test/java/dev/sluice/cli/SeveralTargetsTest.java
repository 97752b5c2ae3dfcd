package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task whose plan concerns two targets: read, predicted, changed and verified on both. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeveralTargetsTest {
    @TempDir
    Path directory;

    @Test
    void aCheckPredictsBothEnds() throws Exception {
        String said = sluice("check", """
                - hosts: a
                  gather_facts: false
                  tasks:
                    - copy: { dest: "{{ playbook_dir }}/source", content: "made by this run" }
                - hosts: b
                  gather_facts: false
                  tasks:
                    - bring: { from: a, src: "{{ playbook_dir }}/source", dest: "{{ playbook_dir }}/copy" }
                    - slurp: { src: "{{ playbook_dir }}/copy" }
                      register: here
                    - debug: { msg: "word {{ here.content | b64decode }}" }
                - hosts: a
                  gather_facts: false
                  tasks:
                    - slurp: { src: "{{ playbook_dir }}/source.taken" }
                      register: receipt
                    - debug: { msg: "word {{ receipt.content | b64decode }}" }
                """);

        assertThat(said)
                .contains("word made by this run")
                .contains("word taken to " + directory.toRealPath() + "/copy")
                .doesNotContain("undecided");
        assertThat(directory.resolve("copy")).doesNotExist();
        assertThat(directory.resolve("source.taken")).doesNotExist();
    }

    @Test
    void anApplyChangesAndVerifiesBothEnds() throws Exception {
        Files.writeString(directory.resolve("source"), "there");
        String runbook = """
                - hosts: b
                  gather_facts: false
                  tasks:
                    - bring: { from: a, src: "{{ playbook_dir }}/source", dest: "{{ playbook_dir }}/copy" }
                """;

        assertThat(sluice("apply", runbook)).contains("1 changed").doesNotContain("differ");
        assertThat(directory.resolve("copy")).hasContent("there");
        assertThat(directory.resolve("source.taken")).hasContent("taken to " + directory.toRealPath() + "/copy");
        assertThat(sluice("apply", runbook)).doesNotContain("1 changed");
    }

    /** Each host reaches for the other at the same time: the locks of both are taken in one order. */
    @Test
    void tasksThatReachForEachOtherDoNotWaitForever() throws Exception {
        for (String name : List.of("a", "b")) {
            Files.writeString(directory.resolve("source-" + name), "from " + name);
        }

        String said = sluice("apply", """
                - hosts: a,b
                  gather_facts: false
                  tasks:
                    - bring:
                        from: "{{ 'b' if inventory_hostname == 'a' else 'a' }}"
                        src: "{{ playbook_dir }}/source-{{ 'b' if inventory_hostname == 'a' else 'a' }}"
                        dest: "{{ playbook_dir }}/copy-{{ item }}-{{ inventory_hostname }}"
                      loop: "{{ range(20) }}"
                """);

        assertThat(said).doesNotContain("failed");
        assertThat(directory.resolve("copy-19-a")).hasContent("from b");
        assertThat(directory.resolve("copy-19-b")).hasContent("from a");
    }

    @Test
    void aTargetThatTheInventoryDoesNotHaveFailsTheTask() throws Exception {
        assertThat(sluice("check", """
                - hosts: b
                  gather_facts: false
                  tasks:
                    - bring: { from: nas, src: /x, dest: /y }
                """)).contains("no target 'nas' in the inventory");
    }

    private String sluice(String command, String runbook) throws Exception {
        Files.writeString(directory.resolve("runbook.yml"), runbook);
        Files.writeString(directory.resolve("inventory.ini"), "a\nb\n[all:vars]\nansible_connection=separate\n");
        List<String> arguments = new ArrayList<>(List.of(command, "-i", "inventory.ini"));
        if (command.equals("apply")) {
            arguments.add("--yes");
        }
        arguments.add("runbook.yml");
        return SluiceProcess.startWith(TwoEndsFamily.class, directory, arguments.toArray(String[]::new))
                .awaitEnd();
    }
}
