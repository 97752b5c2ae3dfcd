package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Family;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An apply relies on what the check has read only until something may have altered it, on whichever target. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OldAnswersTest {
    @TempDir
    Path directory;

    private String apply(String tasks) throws Exception {
        return apply(SeparateMachines.class, "separate", "one,two,", tasks);
    }

    private String apply(Class<? extends Family> family, String connection, String inventory, String tasks)
            throws Exception {
        Files.writeString(
                directory.resolve("site.yml"),
                "- hosts: all\n  gather_facts: false\n  vars: { base: \"" + directory + "\" }\n  tasks:\n"
                        + tasks.indent(4));
        try (SluiceProcess sluice = SluiceProcess.startWith(
                family, directory, "apply", "--yes", "-c", connection, "-i", inventory, "site.yml")) {
            String said = sluice.awaitEnd();
            assertThat(sluice.exitCode()).as(said).isZero();
            return said;
        }
    }

    @Test
    void aCommandOnOneHostMayAlterWhatAnotherSees() throws Exception {
        apply("""
                - stat: { path: "{{ base }}/shared" }
                - command: touch {{ base }}/shared
                  when: inventory_hostname == 'two'
                - stat: { path: "{{ base }}/shared" }
                  register: seen
                - copy: { dest: "{{ base }}/{{ inventory_hostname }}", content: "{{ seen.stat.exists }}" }
                """);

        assertThat(directory.resolve("one")).hasContent("True");
        assertThat(directory.resolve("two")).hasContent("True");
    }

    @Test
    void whileSomethingIsWaitedForAnythingMayHappen() throws Exception {
        Files.writeString(directory.resolve("conf"), "old");

        apply("""
                - stat: { path: "{{ base }}/conf" }
                - shell: (sleep 0.3; echo new >{{ base }}/conf; touch {{ base }}/ready) >/dev/null 2>&1 &
                  when: inventory_hostname == 'one'
                - wait_for: { path: "{{ base }}/ready", timeout: 20 }
                - slurp: { src: "{{ base }}/conf" }
                  register: found
                - copy: { dest: "{{ base }}/{{ inventory_hostname }}", content: "{{ found.content | b64decode }}" }
                """);

        assertThat(directory.resolve("one")).hasContent("new\n");
        assertThat(directory.resolve("two")).hasContent("new\n");
    }

    @Test
    void everyAttemptLooksAgainWhereverTheTaskActs() throws Exception {
        apply("""
                - shell: (sleep 0.3; touch {{ base }}/ready) >/dev/null 2>&1 &
                  when: inventory_hostname == 'one'
                - stat: { path: "{{ base }}/ready" }
                  register: ready
                  until: ready.stat.exists
                  retries: 100
                  delay: 0.1
                  delegate_to: two
                  when: inventory_hostname == 'one'
                """);

        assertThat(directory.resolve("ready")).exists();
    }

    @Test
    void whatNamesAChangedThingIsReadAgainThoughNoEffectReachesIt() throws Exception {
        String said = apply(ExactFamily.class, "local", "localhost,", """
                - stat: { path: "{{ base }}/made" }
                - claim: { dest: "{{ base }}/made", content: x, run: "printf x >{{ base }}/made", silent: true }
                - stat: { path: "{{ base }}/made" }
                  register: seen
                - copy: { dest: "{{ base }}/seen", content: "{{ seen.stat.exists }}" }
                """);

        assertThat(directory.resolve("seen")).as(said).hasContent("True");
    }
}
