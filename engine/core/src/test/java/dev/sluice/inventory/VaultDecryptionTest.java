package dev.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.inventory.VaultPasswords.Labelled;
import dev.sluice.source.DiagnosticRenderer;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Tagged;
import dev.sluice.spi.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files below {@code vault} were made by ansible-vault 2.14. */
class VaultDecryptionTest {
    private static final Path FILES = Path.of("src/test/resources/dev/sluice/inventory/vault");
    private static final Labelled RIGHT = new Labelled("", new Secret("geheim"));
    private static final Labelled PROD = new Labelled("prod", new Secret("other"));

    private final Diagnostics diagnostics = new Diagnostics();

    private static VaultDecryption with(Labelled... passwords) {
        return new VaultDecryption(VaultPasswords.of(List.of(passwords)));
    }

    private Tagged inline(String name) {
        Map<String, Variable> variables =
                VariableFile.read(FILES.resolve("inline.yml"), "inline.yml", with(), diagnostics);
        return (Tagged) variables.get(name).value();
    }

    @Test
    void anInlineValueBecomesASecret() {
        assertThat(with(RIGHT).decrypt(inline("plain"))).isEqualTo(new Secret("p\u00e4ssword with {{ braces }}"));
    }

    @Test
    void everyPasswordIsTriedTheLabelledFirst() {
        assertThat(with(RIGHT, PROD).decrypt(inline("labelled")).value()).isEqualTo("labelled");
        assertThat(VaultPasswords.of(List.of(RIGHT, PROD)).candidates("prod"))
                .containsExactly(PROD.password(), RIGHT.password());
    }

    @Test
    void aWrongPasswordIsSaidToBeOne() {
        assertThatThrownBy(() -> with(PROD).decrypt(inline("plain")))
                .isInstanceOf(VaultException.class)
                .hasMessage("no vault password opens the encrypted value");
    }

    @Test
    void aMissingPasswordIsAskedFor() {
        assertThatThrownBy(() -> with().decrypt(inline("labelled")))
                .isInstanceOf(VaultException.class)
                .hasMessage("an encrypted value with the vault id 'prod' needs a password")
                .extracting(thrown -> ((VaultException) thrown).hint())
                .isEqualTo("name a file that holds it with --vault-password-file");
    }

    @Test
    void anAlteredTextIsNoticed() {
        String text = inline("plain").text().strip();
        char last = text.charAt(text.length() - 1);
        String altered = text.substring(0, text.length() - 1) + (last == '1' ? '2' : '1');

        assertThatThrownBy(() -> with(RIGHT).decrypt(altered)).isInstanceOf(VaultException.class);
        assertThatThrownBy(() -> with(RIGHT).decrypt("$ANSIBLE_VAULT;1.1;AES256\nnot hexadecimal"))
                .hasMessage("this vault text is damaged");
        assertThatThrownBy(() -> with(RIGHT).decrypt("$ANSIBLE_VAULT;1.0;AES\n00"))
                .hasMessage("this vault text has the format 1.0 AES");
        assertThatThrownBy(() -> with(RIGHT).decrypt("clear")).hasMessage("not encrypted with ansible-vault");
    }

    @Test
    void valuesOfAnEncryptedFileAreSecretsAndSoIsWhatItsTemplatesGive() {
        Map<String, Variable> variables =
                VariableFile.read(FILES.resolve("variables.vault"), "vault.yml", with(RIGHT), diagnostics);

        assertThat(diagnostics.entries()).isEmpty();
        assertThat(variables.get("api_key")).isEqualTo(new Variable(new Secret("abc123"), null));
        assertThat(variables.get("url").value()).isInstanceOfSatisfying(Tagged.class, template -> {
            assertThat(template.isSecretTemplate()).isTrue();
            assertThat(template.text()).isEqualTo("{{ base }}/x");
        });
        assertThat(variables.get("port").value()).isEqualTo(new Secret(8080L));
        assertThat(variables.get("list").value()).isEqualTo(List.of(new Secret("one"), new Secret(true)));
    }

    @Test
    void anEncryptedFileThatCannotBeOpenedIsReportedAtItsHeader() {
        VariableFile.read(FILES.resolve("variables.vault"), "vault.yml", with(PROD), diagnostics);

        assertThat(DiagnosticRenderer.plain().render(diagnostics.entries())).isEqualTo("""
                        error: no vault password opens the encrypted value
                          --> vault.yml:1:1
                          |
                        1 | $ANSIBLE_VAULT;1.1;AES256
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^
                          = hint: the password is wrong, or the text was altered

                        """);
    }

    @Test
    void anErrorInsideAnEncryptedFileNeverShowsItsText() {
        VariableFile.read(FILES.resolve("broken.vault"), "vault.yml", with(RIGHT), diagnostics);

        assertThat(DiagnosticRenderer.plain().render(diagnostics.entries()))
                .contains("line 1 of the decrypted text is not valid")
                .doesNotContain("hunter2");
    }

    @Test
    void aPasswordComesFromAFileOrFromAProgram(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "geheim\n");
        Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\necho geheim\n");
        Path failing = Files.writeString(directory.resolve("failing"), "#!/bin/sh\necho locked >&2; exit 3\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(failing.toFile().setExecutable(true)).isTrue();

        assertThat(VaultPasswordFile.read(file, diagnostics)).contains(new Secret("geheim"));
        assertThat(VaultPasswordFile.read(program, diagnostics)).contains(new Secret("geheim"));
        assertThat(diagnostics.entries()).isEmpty();
        assertThat(VaultPasswordFile.read(failing, diagnostics)).isEmpty();
        assertThat(diagnostics.entries().get(0).message()).endsWith("it ended with status 3: locked");
    }

    @Test
    void whatAnsibleVaultEncryptsNowIsReadToo(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(Fixture.has("ansible-vault"), "ansible-vault is not installed");
        Path password = Files.writeString(directory.resolve("password"), "geheim\n");
        String text = "a: '" + "x".repeat(1000) + "'\n";
        Path file = Files.writeString(directory.resolve("file.yml"), text);

        new Fixture(directory)
                .run(
                        List.of(
                                "ansible-vault",
                                "encrypt",
                                "--vault-password-file",
                                password.toString(),
                                file.toString()),
                        null);

        assertThat(with(RIGHT).decrypt(Files.readString(file).strip()).value()).isEqualTo(text);
    }
}
