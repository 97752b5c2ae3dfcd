package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of runs on this machine and on simulated ones. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApplyTest {
    @TempDir
    Path directory;

    @Test
    void aReadOnlyCommandGetsItsEnvironment() throws Exception {
        runbook("""
                - hosts: localhost
                  gather_facts: false
                  environment: { COLOUR: "deep 'blue'" }
                  tasks:
                    - shell: echo $COLOUR
                      read_only: true
                      register: said
                    - debug: { var: said.stdout }
                """);

        assertThat(sluice("check", "-c", "local", "-i", "localhost,")).contains("said.stdout = \"deep 'blue'\"");
    }

    @Test
    void textsAreShownUnlessTheTaskOrThePersonDoesNotWantThem() throws Exception {
        runbook("""
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - copy: { content: "first text\n", dest: "{{ playbook_dir }}/a" }
                    - copy: { content: "second text\n", dest: "{{ playbook_dir }}/{{ item }}" }
                      loop: [b]
                      diff: false
                """);

        assertThat(sluice("check", "-c", "local", "-i", "localhost,"))
                .contains("+first text")
                .doesNotContain("second text");
        assertThat(sluice("check", "--no-diff", "-c", "local", "-i", "localhost,"))
                .contains("would change")
                .doesNotContain("first text");
    }

    @Test
    void whatAsksNothingOfAHostDoesNotConnectToIt() throws Exception {
        runbook("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - set_fact: { colour: blue }
                    - assert: { that: colour == 'blue' }
                    - debug: { msg: "it is {{ colour }}" }
                """);

        String said = sluice("apply", "--yes", "-i", "nowhere.invalid,");

        assertThat(said).contains("it is blue").doesNotContain("unreachable").contains("No changes");
    }

    @Test
    void aConditionMayBeAConstant() throws Exception {
        runbook("""
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - assert: { that: [true, "True", "not false"] }
                """);

        assertThat(sluice("check", "-c", "local", "-i", "localhost,")).contains("No changes");
    }

    @Test
    void aTemplateGetsTheLineEndsThatAreAskedFor() throws Exception {
        Files.writeString(directory.resolve("hosts.j2"), "{% for n in [1, 2] %}\nhost {{ n }}\n{% endfor %}\n");
        runbook("""
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - template: { src: hosts.j2, dest: "{{ playbook_dir }}/hosts", newline_sequence: "\\r\\n" }
                """);

        sluice("apply", "--yes", "-c", "local", "-i", "localhost,");

        assertThat(Files.readString(directory.resolve("hosts"))).isEqualTo("host 1\r\nhost 2\r\n");
    }

    @Test
    void aTreeWithALinkInACircleIsCopied() throws Exception {
        Files.createDirectories(directory.resolve("files/tree/inner"));
        Files.writeString(directory.resolve("files/tree/inner/f"), "x");
        Files.createSymbolicLink(directory.resolve("files/tree/inner/up"), Path.of(".."));
        Files.createSymbolicLink(directory.resolve("files/tree/again"), Path.of("inner"));
        runbook("""
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - copy: { src: tree, dest: "{{ playbook_dir }}/made/" }
                """);

        sluice("apply", "--yes", "-c", "local", "-i", "localhost,");

        assertThat(directory.resolve("made/tree/again/f")).hasContent("x");
        assertThat(Files.readSymbolicLink(directory.resolve("made/tree/inner/up")))
                .hasToString("..");
    }

    @Test
    void aTaskOfAnIncludedFileIsCalledByItsRenderedName() throws Exception {
        Files.writeString(directory.resolve("paint.yml"), "- name: paint it {{ colour }}\n  debug: { msg: done }\n");
        runbook("""
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - include_tasks: paint.yml
                      vars: { colour: "{{ item }}" }
                      loop: [blue, green]
                    - name: sort {{ item }}
                      debug: { msg: done }
                      loop: [a]
                """);

        assertThat(sluice("check", "-c", "local", "-i", "localhost,"))
                .contains("paint it blue")
                .contains("paint it green")
                .contains("sort {{ item }}");
    }

    @Test
    void anEmptyFileHasNoDifferenceToShow() throws Exception {
        runbook("""
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - copy: { dest: "{{ playbook_dir }}/empty", content: "" }
                    - file: { path: "{{ playbook_dir }}/touched", state: touch }
                """);

        assertThat(sluice("check", "-c", "local", "-i", "localhost,"))
                .contains("empty: 0 bytes")
                .doesNotContain("secret");
    }

    @Test
    void bytesThatAreNoTextAreKeptAndNotCalledSecret() throws Exception {
        Path file = directory.resolve("bytes");
        Files.write(file, new byte[] {'a', (byte) 0xff, 0, 'b', '\n'});
        runbook("""
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - lineinfile: { path: "{{ playbook_dir }}/bytes", line: more }
                """);

        assertThat(sluice("apply", "--yes", "-c", "local", "-i", "localhost,")).doesNotContain("secret");
        assertThat(Files.readAllBytes(file)).containsExactly('a', (byte) 0xff, 0, 'b', '\n', 'm', 'o', 'r', 'e', '\n');
    }

    @Test
    void aSandboxKeepsTheEffectsOfAChangeThatAnotherChangesStepsDo() throws Exception {
        Files.writeString(
                directory.resolve("hosts.yml"),
                "all: { hosts: { box: { ansible_connection: sandbox, sandbox_facts: facts.json,"
                        + " sandbox_state: state.json } } }\n");
        Files.writeString(directory.resolve("a"), "one\n");
        runbook("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - copy: { dest: "{{ playbook_dir }}/a", content: "two\\n", mode: "0600" }
                """);
        sluice("facts", "record", "--to", "facts.json", "-c", "local", "-i", "box,");
        sluice("apply", "--yes", "-i", "hosts.yml");

        assertThat(sluice("check", "-i", "hosts.yml")).contains("No changes");
    }

    @Test
    void predictionsComeInTheOrderOfTheInventory() throws Exception {
        runbook("""
                - hosts: all
                  gather_facts: false
                  order: reverse_inventory
                  tasks:
                    - name: first
                      command: echo
                    - name: second
                      command: echo
                """);

        assertThat(sluice("apply", "--yes", "--forks", "1", "-c", "local", "-i", "one,two,"))
                .containsPattern("one +first .*\\n *one +second .*\\n *two +first .*\\n *two +second");
    }

    private void runbook(String text) throws IOException {
        Files.writeString(directory.resolve("site.yml"), text);
    }

    private String sluice(String... arguments) throws Exception {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "site.yml";
        try (SluiceProcess sluice = SluiceProcess.start(directory, all)) {
            return sluice.awaitEnd();
        }
    }
}
