package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a file that is encrypted as a whole is secret, whatever it is, and is used in the clear. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VaultedFilesTest {
    private static final String PASSWORD = "open sesame";

    @TempDir
    Path directory;

    @BeforeAll
    static void needsAnsibleVault() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ansible-vault"))),
                "ansible-vault is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "json", "jsonl", "markdown"})
    void valuesOfEveryTypeAreSecret(String format) throws Exception {
        write("hosts", "box ansible_connection=local\n");
        vault("group_vars/all.yml", """
                number: 86420975
                real: 8642.0975
                truth: true
                text: t8Kq-zebra
                deep: { list: [t8Kq-giraffe, { pin: 97531864 }] }
                made: "{{ 't8Kq-' ~ 'lion' }}"
                mixed: "t8Kq-tiger-{{ number }}"
                block: "{% if true %}t8Kq-panther{% endif %}"
                """);
        write("site.yml", """
                - hosts: box
                  gather_facts: false
                  tasks:
                    - debug: { msg: "{{ number }} {{ real }} {{ text }} {{ deep }} {{ made }} {{ mixed }} {{ block }}" }
                    - debug: { var: deep }
                    - debug: { var: number }
                    - copy:
                        dest: %s/made
                        content: "{{ number }} {{ real }} {{ truth }} {{ text }} {{ deep.list }} {{ made }} {{ mixed }} {{ block }}"
                    - command: cat %1$s/made
                    - debug: { msg: "the door is open" }
                      when: truth
                """.formatted(directory));

        String shown = sluice("apply", "--yes", "-vvv", "-o", format, "site.yml");

        assertThat(Files.readString(directory.resolve("made")))
                .isEqualTo("86420975 8642.0975 True t8Kq-zebra ['t8Kq-giraffe', {'pin': 97531864}] t8Kq-lion"
                        + " t8Kq-tiger-86420975 t8Kq-panther");
        assertThat(shown + everythingWritten())
                .contains("the door is open")
                .doesNotContain("86420975", "8642.0975", "t8Kq", "97531864");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[all]\nbox pin=86420975 word=t8Kq-zebra ansible_connection=local\n", """
                all:
                  hosts:
                    box: { ansible_connection: local, pin: 86420975, word: t8Kq-zebra }
                """})
    void variablesOfAnEncryptedInventoryAreSecret(String inventory) throws Exception {
        vault("hosts", inventory);
        write("site.yml", """
                - hosts: box
                  gather_facts: false
                  tasks:
                    - debug: { msg: "{{ inventory_hostname }} {{ pin }} {{ word }}" }
                    - command: echo {{ pin }} {{ word }}
                """);

        String shown = sluice("apply", "--yes", "-vvv", "site.yml");

        assertThat(shown).contains("box ******** ********").doesNotContain("86420975", "t8Kq");
    }

    @Test
    void problemsOfAnEncryptedInventoryDoNotQuoteIt() throws Exception {
        vault("hosts.yml", "all:\n  hosts:\n    box: [t8Kq-zebra\n");
        write("site.yml", "- hosts: all\n  tasks: []\n");

        String shown = sluice("check", "-i", "hosts.yml", "site.yml");

        assertThat(shown)
                .contains("of the decrypted text is not valid", "hosts.yml:1:1")
                .doesNotContain("t8Kq");
    }

    @Test
    void encryptedFilesArriveInTheClearAndAreShownNowhere() throws Exception {
        write("hosts", "box ansible_connection=local\n");
        vault("files/store.key", "t8Kq PRIVATE KEY\nt8Kq second line\n");
        vault("files/job.sh", "#!/bin/sh\necho t8Kq ran\n");
        vault("files/tree/inner", "t8Kq inner\n");
        vault("files/pins.ini", "[door]\npin = t8Kq-pin\n");
        vault("templates/app.j2", "t8Kq token={{ who }}\n");
        write("site.yml", """
                - hosts: box
                  gather_facts: false
                  vars: { who: store }
                  tasks:
                    - copy: { src: store.key, dest: %1$s/key }
                    - copy: { src: tree, dest: %1$s/ }
                    - copy: { content: "{{ lookup('file', 'store.key') }}", dest: %1$s/looked-up }
                    - copy: { content: "{{ lookup('template', 'app.j2') }}", dest: %1$s/rendered }
                    - copy: { content: "{{ lookup('ini', 'pin', section='door', file='pins.ini') }}", dest: %1$s/pin }
                    - template: { src: app.j2, dest: %1$s/app }
                    - script: job.sh
                      register: job
                    - debug: { var: job }
                    - command: cat %1$s/key
                    - debug: { msg: "{{ lookup('file', 'store.key') | upper }}" }
                """.formatted(directory));

        String shown = sluice("apply", "--yes", "-vvv", "site.yml");

        assertThat(directory.resolve("key")).as(shown).hasContent("t8Kq PRIVATE KEY\nt8Kq second line\n");
        assertThat(directory.resolve("tree/inner")).hasContent("t8Kq inner\n");
        assertThat(directory.resolve("looked-up")).hasContent("t8Kq PRIVATE KEY\nt8Kq second line");
        assertThat(directory.resolve("rendered")).hasContent("t8Kq token=store\n");
        assertThat(directory.resolve("pin")).hasContent("t8Kq-pin");
        assertThat(directory.resolve("app")).hasContent("t8Kq token=store\n");
        assertThat(shown + everythingWritten()).doesNotContain("PRIVATE KEY", "token=", "t8Kq-pin", "T8KQ");
    }

    @Test
    void anEncryptedFileWithoutItsPasswordIsAnErrorWithAPlace() throws Exception {
        write("hosts", "box ansible_connection=local\n");
        vault("files/store.key", "t8Kq PRIVATE KEY\n");
        write("site.yml", """
                - hosts: box
                  gather_facts: false
                  tasks:
                    - copy: { src: store.key, dest: %s/key }
                """.formatted(directory));
        write("password", "another one\n");

        String shown = sluice("check", "site.yml");

        assertThat(shown).contains("files/store.key': no vault password opens").doesNotContain("Exception");
    }

    @Test
    void anEncryptedValueNeedsItsPasswordOnlyWhereItIsUsed() throws Exception {
        write("hosts", "box ansible_connection=local\n");
        write(
                "group_vars/all.yml",
                "used: 1\nclosed: !vault |\n" + sealed("t8Kq").indent(2));
        write("site.yml", """
                - hosts: box
                  gather_facts: false
                  vars:
                    closed_too: !vault |
                %s
                  tasks:
                    - debug: { msg: "the door is open {{ used }}" }
                """.formatted(sealed("t8Kq").indent(6)));
        write("uses.yml", """
                - hosts: box
                  gather_facts: false
                  tasks:
                    - debug: { msg: "{{ closed }}" }
                """);
        write("password", "another one\n");

        assertThat(sluice("check", "site.yml")).contains("the door is open 1").doesNotContain("vault password");
        assertThat(sluice("check", "uses.yml"))
                .contains("no vault password opens", "group_vars/all.yml:2:")
                .doesNotContain("Exception");
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void vault(String file, String text) throws IOException {
        write(file, sealed(text));
    }

    /** As ansible-vault encrypts it. */
    private String sealed(String text) throws IOException {
        Path password = Files.writeString(directory.resolve("right"), PASSWORD + "\n");
        Process vault = new ProcessBuilder("ansible-vault", "encrypt", "--vault-password-file", password.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stdin = vault.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(text);
        }
        return new String(vault.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String sluice(String verb, String... arguments) throws Exception {
        if (!Files.exists(directory.resolve("password"))) {
            write("password", PASSWORD + "\n");
        }
        List<String> all = new ArrayList<>(List.of(verb, "--vault-password-file", "password"));
        if (!List.of(arguments).contains("-i")) {
            all.addAll(List.of("-i", "hosts"));
        }
        all.addAll(List.of(arguments));
        try (SluiceProcess sluice = SluiceProcess.start(directory, all.toArray(String[]::new))) {
            return sluice.awaitEnd();
        }
    }

    private String everythingWritten() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory.resolve(".sluice"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }
}
