package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The algorithms that ssh_config(5) chooses, and real OpenSSH servers that accept nothing else. */
class SshAlgorithmsTest {
    private static final String CIPHERS =
            "aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr";

    @TempDir
    Path directory;

    private static String chosen(String option, String value, String key) throws UnreachableException {
        SshOptions options = new SshOptions();
        options.add(option, value);
        return new SshAlgorithms().chosen("web1", options).get(key);
    }

    @Test
    void nothingIsChosenWithoutAnOption() throws Exception {
        assertThat(new SshAlgorithms().chosen("web1", new SshOptions())).isEmpty();
    }

    @Test
    void aListKeepsItsOrderWithoutWhatIsNotAvailable() throws Exception {
        assertThat(chosen("Ciphers", "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-ctr", "cipher.s2c"))
                .isEqualTo("aes256-gcm@openssh.com,aes128-ctr");
        assertThat(chosen("MACs", "umac-128-etm@openssh.com,hmac-sha2-512-etm@openssh.com", "mac.c2s"))
                .isEqualTo("hmac-sha2-512-etm@openssh.com");
        assertThat(chosen("KexAlgorithms", "sntrup761x25519-sha512@openssh.com,curve25519-sha256", "kex"))
                .isEqualTo("curve25519-sha256");
        assertThat(chosen("HostKeyAlgorithms", "sk-ssh-ed25519@openssh.com,ssh-ed25519", "server_host_key"))
                .isEqualTo("ssh-ed25519");
    }

    @Test
    void certificatesAreAsAvailableAsTheirKeys() throws Exception {
        assertThat(chosen(
                        "HostKeyAlgorithms",
                        "sk-ssh-ed25519-cert-v01@openssh.com,ssh-ed25519-cert-v01@openssh.com",
                        "server_host_key"))
                .isEqualTo("ssh-ed25519-cert-v01@openssh.com");
    }

    @Test
    void aPlusAddsToTheDefault() throws Exception {
        assertThat(chosen("Ciphers", "+aes256-cbc,aes128-ctr", "cipher.c2s")).isEqualTo(CIPHERS + ",aes256-cbc");
    }

    @Test
    void aCaretPutsBeforeTheDefault() throws Exception {
        assertThat(chosen("Ciphers", "^chacha20-poly1305@openssh.com,aes256-ctr", "cipher.c2s"))
                .isEqualTo("aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes128-ctr,aes192-ctr");
    }

    @Test
    void aMinusRemovesFromTheDefaultByPatterns() throws Exception {
        assertThat(chosen("Ciphers", "-*-gcm@openssh.com,aes192-ctr", "cipher.c2s"))
                .isEqualTo("aes128-ctr,aes256-ctr");
    }

    @Test
    void theFormerNameOfAnOptionIsHeeded() throws Exception {
        assertThat(chosen("PubkeyAcceptedKeyTypes", "ssh-rsa", "PubkeyAcceptedAlgorithms"))
                .isEqualTo("ssh-rsa");
    }

    @Test
    void aSettingOfTheLibraryIsNoAlgorithm() {
        assertThatThrownBy(() -> chosen("Ciphers", "kex,hmac-sha1", "cipher.c2s"))
                .isInstanceOf(UnreachableException.class);
    }

    @Test
    void aListOfWhichNothingIsAvailableIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> chosen("Ciphers", "chacha20-poly1305@openssh.com", "cipher.c2s"))
                .isInstanceOf(UnreachableException.class)
                .hasMessage(
                        "web1: nothing of 'Ciphers chacha20-poly1305@openssh.com' is available here; available are: "
                                + CIPHERS);
    }

    @Test
    void theUsualHardenedOrderReachesAServerOfTheSame() throws Exception {
        List<String> hardened = List.of(
                "Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com",
                "KexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256",
                "MACs umac-128-etm@openssh.com,hmac-sha2-512-etm@openssh.com",
                "HostKeyAlgorithms ssh-ed25519");
        String user = hardened.stream().reduce("Host *\n", (text, line) -> text + line + "\n")
                + "PubkeyAcceptedAlgorithms sk-ssh-ed25519@openssh.com,ssh-ed25519\n";

        assertThat(loggedIn(hardened, user)).isTrue();
    }

    @Test
    void anAddedCipherReachesAServerThatHasNoOther() throws Exception {
        assertThat(loggedIn(List.of("Ciphers aes256-cbc"), "Host *\nCiphers +aes256-cbc\n"))
                .isTrue();
    }

    /** Whether a login succeeds at a server with some configuration, for a user with a configuration file. */
    private boolean loggedIn(List<String> server, String user) throws IOException, UnreachableException {
        assumeTrue(SshServer.isInstalled(), "needs an OpenSSH server (package openssh-server)");
        Path file = Files.writeString(directory.resolve("config"), user);
        Connector connector = new SshConnector(
                new SshResolver(directory, System.getProperty("user.name"), Map.of()),
                new Nonces(new SecureRandom()),
                FactReader.QUESTION_LIMIT);
        try (SshServer running =
                SshServer.start(Files.createDirectory(directory.resolve("server")), "127.0.0.1", server)) {
            Map<String, Object> variables = running.variables();
            String arguments = String.valueOf(variables.get("ansible_ssh_common_args"));
            variables.put("ansible_ssh_common_args", arguments.replace("-F none", "-F " + file));
            try (Session session = connector.open(new Target("web1", variables), Become.NONE)) {
                return session.user().equals(running.user());
            }
        } finally {
            connector.close();
        }
    }
}
