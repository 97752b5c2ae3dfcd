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

/** What a check says of what may or may not be run: nothing that depends on it is shown as a fact. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoubtTest {
    private static final String UNKNOWN_FLAVOUR = """
            - hosts: all
              gather_facts: false
              handlers:
                - name: restart nginx
                  debug: { msg: "word nginx restarted" }
                - name: restart php
                  debug: { msg: "word php restarted" }
              tasks:
                - command: cat /etc/flavour
                  register: f
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void variables() throws IOException {
        Files.writeString(directory.resolve("big.yml"), "port: 8080\n");
    }

    @Test
    void whatAFileOfVariablesWouldSetIsUnknownIfItMayNotBeIncluded() throws Exception {
        String said = check("""
                - include_vars: big.yml
                  when: f.stdout == 'big'
                  register: included
                - copy: { content: "port {{ port | default(80) }}", dest: "{{ playbook_dir }}/served" }
                - debug: { msg: "word {{ included is skipped }}" }
                """);

        assertThat(said).doesNotContain("port 80").doesNotContain("word False").contains("depends on");
    }

    @Test
    void aFileOfVariablesWhoseNameIsUnknownIsUndecided() throws Exception {
        assertThat(check("""
                - name: the flavour
                  include_vars: "{{ f.stdout }}.yml"
                """)).contains("1 undecided").doesNotContain("failed");
    }

    @Test
    void aLoopOverFilesOfVariablesEndsOnce() throws Exception {
        Files.writeString(directory.resolve("small.yml"), "size: 1\n");

        String said = check("""
                - name: the sizes
                  include_vars: "{{ item }}.yml"
                  when: item != 'none' and (item == 'small' or f.stdout == 'big')
                  loop: [big, none, small]
                - debug: { msg: "word size {{ size }}" }
                """);

        assertThat(said).contains("word size 1").contains("1 undecided").doesNotContain("skipped");
    }

    @Test
    void whatMayBeIncludedIsShownAndNothingInItIsAFact() throws Exception {
        Files.writeString(directory.resolve("more.yml"), """
                - copy: { content: x, dest: "{{ playbook_dir }}/possible" }
                - set_fact: { colour: blue }
                - include_vars: big.yml
                - stat: { path: "{{ playbook_dir }}" }
                  register: there
                - fail: { msg: too big }
                """);

        String said = check("""
                - include_tasks: more.yml
                  when: f.stdout == 'big'
                - debug: { msg: "word {{ colour | default('red') }}" }
                - debug: { msg: "word {{ port | default(80) }}" }
                - debug: { msg: "word {{ there.stat.exists }}" }
                - debug: { msg: "word {{ 'cer' ~ 'tain' }}" }
                """);

        assertThat(said)
                .contains("/possible")
                .contains("word certain")
                .contains("would fail: too big")
                .doesNotContain("word red")
                .doesNotContain("word blue")
                .doesNotContain("word 80")
                .doesNotContain("word True")
                .contains("1 to change");
    }

    @Test
    void aPhaseThatMayHaveEndedIsInDoubt() throws Exception {
        assertThat(check("""
                - meta: end_host
                  when: f.stdout == 'big'
                - copy: { content: y, dest: "{{ playbook_dir }}/possible" }
                """)).contains("/possible").contains("2 undecided").contains("1 to change");
    }

    @Test
    void whatIsCarriedOutIsNotInDoubt() throws Exception {
        Files.writeString(directory.resolve("more.yml"), "- debug: { msg: \"word {{ 'inclu' ~ 'ded' }}\" }\n");

        assertThat(run("apply", """
                - meta: end_host
                  when: f.stdout == 'big'
                - include_tasks: more.yml
                """, "--yes", "-c", "sandbox")).containsPattern("(?s)sluice apply.*word included");
    }

    @Test
    void aLoopOverWhatIsUnknownMayCallEveryHandler() throws Exception {
        assertThat(check("""
                - copy: { content: "{{ item }}", dest: "{{ playbook_dir }}/x" }
                  loop: "{{ f.stdout_lines }}"
                  notify: restart {{ item }}
                - debug: { msg: "word after" }
                """))
                .contains("word after")
                .contains("word nginx restarted")
                .contains("word php restarted")
                .doesNotContain("cannot be told");
    }

    @Test
    void anItemThatIsInDoubtCallsItsOwnHandlerOnly() throws Exception {
        assertThat(check("""
                - copy: { content: "{{ item }}", dest: "{{ playbook_dir }}/x" }
                  loop: [nginx]
                  when: f.stdout == 'big'
                  notify: restart {{ item }}
                """)).contains("word nginx restarted").doesNotContain("word php restarted");
    }

    @Test
    void aFactMayTellWhomToNotify() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  handlers:
                    - name: restart Linux
                      debug: { msg: "word restarted" }
                  tasks:
                    - copy: { content: y, dest: "{{ playbook_dir }}/x" }
                      notify: restart {{ ansible_facts.system }}
                """);

        assertThat(sluice("check", "-c", "local", "-i", "localhost,", "site.yml"))
                .contains("word restarted");
    }

    @Test
    void aHandlerIsInDoubtForTheReasonOfItsLastCall() throws Exception {
        assertThat(check("""
                - command: first
                  register: first
                  changed_when: first.stdout == 'x'
                  notify: restart php
                - meta: flush_handlers
                - command: second
                  register: second
                  changed_when: second.stdout == 'x'
                  notify: restart php
                """))
                .containsPattern("restart php \\(handler\\) +localhost\\s+depends on the output of 'first'")
                .containsPattern("restart php \\(handler\\) +localhost\\s+depends on the output of 'second'");
    }

    @Test
    void oneHostIncludesForAll() throws Exception {
        Files.writeString(directory.resolve("more.yml"), "- debug: { msg: \"word on {{ inventory_hostname }}\" }\n");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - include_tasks: more.yml
                      run_once: true
                    - include_vars: big.yml
                      run_once: true
                    - debug: { msg: "word {{ inventory_hostname }} {{ port }}" }
                """);

        assertThat(sluice("check", "-c", "local", "-i", "a,b", "site.yml"))
                .contains("word on a")
                .doesNotContain("word on b")
                .contains("word a 8080")
                .contains("word b 8080");
    }

    @Test
    void whatCannotBeDecidedIsNotCarriedOutInAnApply() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - command: echo yes
                      check_mode: true
                      register: asked
                    - copy: { content: done, dest: "{{ playbook_dir }}/done" }
                      when: asked.stdout == 'yes'
                """);

        String said = sluice("apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml");

        assertThat(said)
                .contains("only predicted, because it says check_mode: true")
                .contains("1 undecided");
        assertThat(directory.resolve("done")).doesNotExist();
    }

    @Test
    void whatAnUndecidedTaskNotifiesIsNotCarriedOutInAnApply() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  handlers:
                    - name: follow
                      copy: { content: followed, dest: "{{ playbook_dir }}/followed" }
                  tasks:
                    - command: echo yes
                      check_mode: true
                      register: asked
                    - copy: { content: done, dest: "{{ playbook_dir }}/done" }
                      when: asked.stdout == 'yes'
                      notify: follow
                """);

        String said = sluice("apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml");

        assertThat(said).contains("2 undecided");
        assertThat(directory.resolve("followed")).doesNotExist();
    }

    @Test
    void aTaskInCheckModeChangesNothingAndNothingBuildsOnIt() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - copy: { content: done, dest: "{{ playbook_dir }}/done" }
                      check_mode: true
                      register: copied
                    - stat: { path: "{{ playbook_dir }}/done" }
                      register: found
                    - debug: { msg: "word {{ copied is changed }} {{ found.stat.exists }}" }
                """);

        String said = sluice("apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml");

        assertThat(said)
                .contains("word True False")
                .doesNotContain("word True True")
                .contains("agree for all");
        assertThat(directory.resolve("done")).doesNotExist();
    }

    @Test
    void aCommandThatOnlyAsksIsUndecidedIfItCannotBeAskedYet() throws Exception {
        String said = apply("""
                - shell: echo something >{{ playbook_dir }}/f
                - { name: asks, shell: "grep -q nothing {{ playbook_dir }}/f", read_only: true, ignore_errors: true }
                - name: asks and never changes
                  shell: grep -q nothing {{ playbook_dir }}/f
                  args: { read_only: true }
                  changed_when: false
                  ignore_errors: true
                - name: asks and never fails
                  shell: grep -q nothing {{ playbook_dir }}/f
                  args: { read_only: true }
                  changed_when: false
                  failed_when: false
                - name: says what it prints
                  shell: grep -o some {{ playbook_dir }}/f
                  args: { read_only: true, predict: { stdout: some } }
                """);

        assertThat(said)
                .containsPattern("asks +undecided +failed, ignored +yes")
                .containsPattern("asks and never changes +undecided +failed, ignored +yes")
                .containsPattern("asks and never fails +ok +ok +yes")
                .containsPattern("says what it prints +ok +ok +yes");
    }

    @Test
    void whatComesOfFurtherAttemptsIsNotKnown() throws Exception {
        String said = apply("""
                - shell: (sleep 0.5; touch {{ playbook_dir }}/flag) >/dev/null 2>&1 &
                  args: { touches: [] }
                - name: waits
                  stat: { path: "{{ playbook_dir }}/flag" }
                  register: s
                  until: s.stat.exists
                  retries: 100
                  delay: 0.1
                - name: says
                  copy: { content: "{{ s.stat.exists }}", dest: "{{ playbook_dir }}/said" }
                - name: holds at once
                  stat: { path: "{{ playbook_dir }}" }
                  register: t
                  until: t.stat.exists
                """);

        assertThat(said)
                .containsPattern("waits +undecided +ok +yes")
                .containsPattern("says +undecided +changed +yes")
                .containsPattern("holds at once +ok +ok +yes");
        assertThat(directory.resolve("said")).hasContent("True");
    }

    private String apply(String tasks) throws IOException, InterruptedException {
        Files.writeString(
                directory.resolve("site.yml"),
                "- hosts: localhost\n  gather_facts: false\n  tasks:\n" + tasks.indent(4));
        return sluice("apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml");
    }

    /** Checks tasks that come after one which learns what cannot be known before the run. */
    private String check(String tasks) throws IOException, InterruptedException {
        return run("check", tasks, "-c", "local");
    }

    private String run(String command, String tasks, String... options) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("site.yml"), UNKNOWN_FLAVOUR + tasks.indent(4));
        List<String> arguments = new ArrayList<>(List.of(command, "-i", "localhost,"));
        arguments.addAll(List.of(options));
        arguments.add("site.yml");
        return sluice(arguments.toArray(String[]::new));
    }

    private String sluice(String... arguments) throws IOException, InterruptedException {
        try (SluiceProcess sluice = SluiceProcess.start(directory, arguments)) {
            return sluice.awaitEnd();
        }
    }
}
