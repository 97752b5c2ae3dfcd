package dev.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.value.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of secrets beside the real {@code ansible-vault}. */
class SecretFilesTest {
    private static final Path ANSIBLE_VAULT = Path.of("/usr/bin/ansible-vault");
    private static final Secret SECRET = new Secret("8a7e0b52-6f8f-4a0e-9d3c-1f2e3d4c5b6a");

    @TempDir
    Path directory;

    private final List<String> announced = new ArrayList<>();

    private SecretFiles files(String... passwords) {
        List<VaultPasswords.Labelled> labelled = Stream.of(passwords)
                .map(password -> new VaultPasswords.Labelled("", new Secret(password)))
                .toList();
        return new SecretFiles(VaultPasswords.of(labelled), new SecureRandom(), announced::add);
    }

    private SecretPlace encrypted(String key) {
        return new SecretPlace(directory.resolve("secrets.yml").toString(), key, true);
    }

    private SecretPlace plain(String key) {
        return new SecretPlace(directory.resolve("plain.yml").toString(), key, false);
    }

    private String ansibleVault(String action, String password) throws IOException {
        assumeTrue(Files.isExecutable(ANSIBLE_VAULT), "needs ansible-vault");
        Files.writeString(directory.resolve("password"), password + "\n");
        ProcessBuilder builder = new ProcessBuilder(
                        ANSIBLE_VAULT.toString(), action, "--vault-password-file", "password", "secrets.yml")
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as(Files.readString(directory.resolve("errors")))
                .isZero();
        Files.delete(directory.resolve("errors"));
        return output;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void ansibleVaultReadsANewFile() throws IOException {
        files("geheim").keep(encrypted("csi_token"), SECRET);

        assertThat(ansibleVault("view", "geheim")).isEqualTo("csi_token: \"" + SECRET.value() + "\"\n");
        assertThat(Files.readString(directory.resolve("secrets.yml")))
                .startsWith("$ANSIBLE_VAULT;1.1;AES256\n")
                .doesNotContain(SECRET.value().toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secrets.yml"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAnsibleVaultEncryptedIsKept() throws IOException {
        Files.writeString(directory.resolve("secrets.yml"), "# mine\ndb: 'p w'   # old\ncsi_token: x\nlist: [a, b]");
        ansibleVault("encrypt", "geheim");

        files("wrong", "geheim").keep(encrypted("csi_token"), SECRET);
        files("geheim").keep(encrypted("other"), new Secret("a \"quoted\" \\ one"));

        assertThat(ansibleVault("view", "geheim"))
                .isEqualTo("# mine\ndb: 'p w'   # old\ncsi_token: \"" + SECRET.value()
                        + "\"\nlist: [a, b]\nother: \"a \\\"quoted\\\" \\\\ one\"\n");
        assertThat(files("geheim").find(encrypted("other"))).contains(new Secret("a \"quoted\" \\ one"));
    }

    @Test
    void twoTimesTheSameSecretLooksDifferent() throws IOException {
        files("geheim").keep(encrypted("a"), SECRET);
        String first = Files.readString(directory.resolve("secrets.yml"));
        files("geheim").keep(encrypted("a"), SECRET);

        assertThat(Files.readString(directory.resolve("secrets.yml"))).isNotEqualTo(first);
    }

    @Test
    void everySecretIsAnnouncedToTheRedaction() {
        files("geheim").keep(encrypted("a"), SECRET);
        assertThat(announced).contains(SECRET.value().toString());

        announced.clear();
        assertThat(files("geheim").find(encrypted("a"))).contains(SECRET);
        assertThat(announced).containsExactly(SECRET.value().toString());
    }

    @Test
    void lookingFindsOutWhatIsKeptAndWritesNothing() throws IOException {
        assertThat(files("geheim").look(encrypted("a"))).isEmpty();
        assertThat(names()).isEmpty();

        files("geheim").keep(encrypted("a"), SECRET);
        assertThat(files("geheim").look(encrypted("a"))).isPresent();
        assertThat(files("geheim").look(encrypted("b"))).isEmpty();
    }

    @Test
    void aRehearsalLeavesEverythingAsItWas() throws IOException {
        files("geheim").rehearse(encrypted("a"));
        assertThat(names()).isEmpty();

        files("geheim").keep(encrypted("a"), SECRET);
        String before = Files.readString(directory.resolve("secrets.yml"));
        files("geheim").rehearse(encrypted("a"));
        assertThat(names()).containsExactly("secrets.yml");
        assertThat(Files.readString(directory.resolve("secrets.yml"))).isEqualTo(before);
    }

    @Test
    void whatCannotBeKeptIsSaidBeforehand() throws IOException {
        assertThatThrownBy(() -> files().look(encrypted("a")))
                .isInstanceOf(TaskFailure.class)
                .hasMessageContaining("no vault password was given")
                .hasMessageContaining("--vault-password-file");
        SecretPlace nowhere = new SecretPlace(directory + "/missing/secrets.yml", "a", true);
        assertThatThrownBy(() -> files("geheim").look(nowhere)).hasMessageContaining("no such directory");
        assertThatThrownBy(() -> files("geheim").rehearse(nowhere)).hasMessageContaining("no such directory");
        files("geheim").keep(encrypted("a"), SECRET);
        assertThatThrownBy(() -> files("wrong").look(encrypted("a"))).hasMessageContaining("no vault password opens");
        Files.writeString(directory.resolve("secrets.yml"), "a: 1\n");
        assertThatThrownBy(() -> files("geheim").look(encrypted("a"))).hasMessageContaining("it is not encrypted");
    }

    @Test
    void aFileThatCannotBeEditedIsRefusedWithoutQuotingIt() throws IOException {
        for (String text : List.of("{ a: hidden }", "- hidden", "b: [hidden", "...\n")) {
            Files.writeString(directory.resolve("secrets.yml"), text);
            ansibleVault("encrypt", "geheim");
            assertThatThrownBy(() -> files("geheim").look(encrypted("c")))
                    .as(text)
                    .isInstanceOf(TaskFailure.class)
                    .hasMessageNotContaining("hidden");
        }
    }

    @Test
    void anUnencryptedFileBelongsToItsOwnerAlone() throws IOException {
        files().keep(plain("a"), SECRET);

        assertThat(Files.readString(directory.resolve("plain.yml"))).isEqualTo("a: \"" + SECRET.value() + "\"\n");
        Files.setPosixFilePermissions(directory.resolve("plain.yml"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> files().look(plain("a"))).hasMessageContaining("chmod 600");
    }
}
