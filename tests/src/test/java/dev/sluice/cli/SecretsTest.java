package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that no vault holds: on the command line, on hosts, and those that a new one replaces. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SecretsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void aLocalHost() throws IOException {
        Files.writeString(directory.resolve("hosts"), "box ansible_connection=local\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "json", "jsonl", "markdown"})
    void theOldSecretIsNotShownWhenItIsReplaced(String format) throws Exception {
        Files.writeString(directory.resolve("app.conf"), "user=app\nkey=oldZebra1\nport=80\n");
        Files.writeString(directory.resolve("whole"), "oldZebra1\n");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: box
                  gather_facts: false
                  tasks:
                    - copy: { content: "user=app\\nkey={{ app_password }}\\nport=81\\n", dest: %1$s/app.conf }
                    - copy: { content: "{{ app_password }}\\n", dest: %1$s/whole }
                """.formatted(directory));

        String shown = sluice("apply", "--yes", "-vvv", "-o", format, "-e", "app_password=newLion22", "site.yml");

        assertThat(directory.resolve("app.conf")).hasContent("user=app\nkey=newLion22\nport=81\n");
        assertThat(shown + everythingWritten()).contains("user=app").doesNotContain("oldZebra1", "newLion22");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"xt_password=newLion22", "{xt_password: newLion22}", "{\"deep\": {\"token\": \"newLion22\"}}"})
    void anExtraVariableWithTheNameOfASecretIsOne(String variables) throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: box
                  gather_facts: false
                  tasks:
                    - debug: { msg: "{{ xt_password | default('') }}{{ (deep | default({})).token | default('') }}" }
                """);

        String shown = sluice("apply", "--yes", "-vvv", "-e", variables, "site.yml");

        assertThat(shown + everythingWritten()).contains("********").doesNotContain("newLion22");
    }

    @Test
    void recordedFactsHaveNoPrivateKeysAndNoPasswords() throws Exception {
        Files.writeString(directory.resolve("key"), "-----BEGIN PRIVATE KEY-----\noldZebra1\n");
        Files.writeString(directory.resolve("app.conf"), "db_password = oldZebra1\n");
        Files.writeString(directory.resolve("plain"), "the door is open\n");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: box
                  gather_facts: false
                  tasks:
                    - copy: { content: new, dest: %1$s/key }
                    - copy: { content: new, dest: %1$s/app.conf }
                    - copy: { content: new, dest: %1$s/plain }
                """.formatted(directory));

        String shown = sluice("facts", "record", "--to", "facts.json", "site.yml");

        assertThat(directory.resolve("facts.json"))
                .as(shown)
                .content()
                .contains("the door is open", "not recorded: secret")
                .doesNotContain("oldZebra1");
    }

    @Test
    void eachVaultIdHasItsPassword() throws Exception {
        Files.writeString(directory.resolve("pw"), "open sesame\n");
        Files.writeString(
                directory.resolve("site.yml"),
                "- hosts: box\n  gather_facts: false\n  tasks: [{ debug: { msg: the door is open } }]\n");

        assertThat(sluice("check", "--vault-id", "prod@pw", "site.yml")).contains("the door is open");
        assertThat(sluice("check", "--vault-id", "prod@missing", "site.yml")).contains("missing");
        assertThat(sluice("check", "--ask-vault-pass", "site.yml"))
                .contains("cannot ask for the vault password")
                .doesNotContain("Exception");
    }

    private String sluice(String... arguments) throws Exception {
        int verb = arguments[0].equals("facts") ? 2 : 1;
        String[] all = Stream.of(
                        Stream.of(arguments).limit(verb),
                        Stream.of("-i", "hosts"),
                        Stream.of(arguments).skip(verb))
                .flatMap(each -> each)
                .toArray(String[]::new);
        try (SluiceProcess sluice = SluiceProcess.start(directory, all)) {
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
