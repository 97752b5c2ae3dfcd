package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.LocalShell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A token's secret, from the program that prints it once to the file where it is used, seen by nobody on the way. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TokenSecretTest {
    @TempDir
    Path directory;

    @BeforeEach
    void aProxmoxHost() throws IOException {
        assumeTrue(
                LocalShell.plain()
                        .run("[ \"$(id -u)\" = 0 ] && command -v perl && command -v ansible-vault")
                        .succeeded(),
                "needs root, perl and ansible-vault");
        Files.createDirectories(directory.resolve("root/etc/pve"));
        Files.createDirectories(directory.resolve("root/run/lock"));
        write("password", "geheim\n");
        write("hosts", "pve ansible_connection=local\n");
        write("token.yml", """
                - hosts: pve
                  gather_facts: false
                  tasks:
                    - pveum: { user: { id: csi@pve } }
                    - pveum: { token: { user: csi@pve, id: csi, store: { path: secrets.yml, key: csi_token } } }
                      register: csi
                    - copy: { content: "secret={{ csi.value }}\\n", dest: %1$s/used, mode: '0600' }
                    - debug: { var: csi }
                """.formatted(directory));
        write("later.yml", """
                - hosts: pve
                  gather_facts: false
                  vars_files: [secrets.yml]
                  tasks:
                    - copy: { content: "secret={{ csi_token }}\\n", dest: %1$s/used, mode: '0600' }
                    - include_vars: secrets.yml
                    - command: cat %1$s/used
                      changed_when: false
                    - copy: { content: "secret={{ csi_token }}\\n", dest: %1$s/included, mode: '0600' }
                """.formatted(directory));
    }

    @Test
    void itIsKeptEncryptedUsedAndShownNowhere() throws Exception {
        String checked = sluice(2, "check", "--detailed-exitcode", "--vault-password-file", "password", "token.yml");
        assertThat(directory.resolve("secrets.yml")).doesNotExist();

        String applied = sluice(0, "apply", "--yes", "-vvv", "--vault-password-file", "password", "token.yml");

        String used = Files.readString(directory.resolve("used")).strip();
        assertThat(used).matches("secret=[0-9a-f-]{36}");
        String secret = used.substring("secret=".length());
        assertThat(LocalShell.plain()
                        .run("cd '" + directory
                                + "' && LC_ALL=C.UTF-8 ansible-vault view --vault-password-file password secrets.yml")
                        .text())
                .isEqualTo("csi_token: \"" + secret + "\"\n");
        assertThat(checked + applied)
                .contains("pveum user token add csi@pve csi")
                .doesNotContain(secret);
        assertThat(everythingWritten()).doesNotContain(secret).contains("pveum user token add csi@pve csi");

        sluice(0, "apply", "--yes", "--detailed-exitcode", "--vault-password-file", "password", "token.yml");
        assertThat(sluice(0, "apply", "--yes", "-vvv", "--vault-password-file", "password", "later.yml"))
                .doesNotContain(secret);
        assertThat(Files.readString(directory.resolve("included"))).isEqualTo(used + "\n");
        sluice(0, "apply", "--yes", "--detailed-exitcode", "--vault-password-file", "password", "later.yml");
    }

    @Test
    void withoutAPasswordNoTokenIsMade() throws Exception {
        String said = sluice(1, "apply", "--yes", "token.yml");

        assertThat(said).contains("no vault password was given").contains("--vault-password-file");
        assertThat(Files.readString(directory.resolve("root/etc/pve/user.cfg"))).doesNotContain("token:");
    }

    @Test
    void aMistakeIsFoundBeforeAnythingConnects() throws Exception {
        write("token.yml", """
                - hosts: pve
                  gather_facts: false
                  tasks:
                    - pveum: { role: { id: CSI, privs: [VM.Audits] } }
                    - pveum: { token: { user: csi@pve, id: csi } }
                """);

        assertThat(sluice(1, "check", "token.yml"))
                .contains("'VM.Audits' is not a privilege; did you mean 'VM.Audit'?")
                .contains("token.yml:4:")
                .contains("the token needs a 'store'")
                .contains("token.yml:5:");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private String sluice(int exitCode, String verb, String... arguments) throws Exception {
        String standIn = Path.of("lab/pve").toAbsolutePath().normalize().toString();
        Map<String, String> environment = Map.of(
                "LAB_ROOT", directory.resolve("root").toString(),
                "PERL5LIB", standIn + "/lib",
                "PATH", standIn + "/bin:" + System.getenv("PATH"));
        String[] all = Stream.concat(Stream.of(verb, "-i", "hosts"), Stream.of(arguments))
                .toArray(String[]::new);
        try (SluiceProcess sluice = SluiceProcess.start(directory, environment, all)) {
            String said = sluice.awaitEnd();
            assertThat(sluice.exitCode()).as(said).isEqualTo(exitCode);
            return said;
        }
    }

    /** The journals and whatever else the runs have left. */
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
