package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.Steps;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Becoming another user with the real sudo, su and doas, over a real OpenSSH server. */
class BecomeTest {
    private static final String PASSWORD = "correct horse'$\"";

    @TempDir
    static Path directory;

    private static TestUsers users;
    private static SshServer server;
    private static String trusted;
    private static String asked;
    private static String forbidden;
    private static String bound;
    private static String plain;

    private Connector connector;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(SshServer.isInstalled(), "needs an OpenSSH server (package openssh-server)");
        assumeTrue(TestUsers.arePossible(), "needs root, to create users");
        assumeTrue(ShellUnderTest.find("sudo").isPresent(), "needs sudo");
        users = new TestUsers();
        trusted = users.create("trusted", PASSWORD);
        asked = users.create("asked", PASSWORD);
        forbidden = users.create("forbidden", PASSWORD);
        bound = users.create("bound", PASSWORD);
        plain = users.create("plain", PASSWORD);
        users.configure(users.sudoers(), """
                %1$s ALL=(ALL) NOPASSWD: ALL
                %2$s ALL=(ALL) ALL
                Defaults:%3$s requiretty
                %3$s ALL=(ALL) NOPASSWD: ALL
                """.formatted(trusted, asked, bound));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        server = SshServer.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (users != null) {
            users.close();
        }
    }

    @BeforeEach
    void create() {
        connector = new SshConnector(
                new SshResolver(directory, "root", Map.of()),
                new Nonces(new SecureRandom()),
                FactReader.QUESTION_LIMIT);
    }

    @AfterEach
    void close() {
        if (connector != null) {
            connector.close();
        }
    }

    private static Target as(String user) {
        Map<String, Object> variables = new LinkedHashMap<>(server.variables());
        variables.put("ansible_user", user);
        return new Target("web1", variables);
    }

    private static Become become(String method, String user, String password) {
        return new Become(method, user, "", password == null ? null : Secret.of(password));
    }

    private static Output ask(Session session, String script) throws UnreachableException {
        Fact<?> fact = new Said(script);
        return (Output) ((Reading.Answered) session.read(List.of(fact)).get(fact))
                .answer()
                .get();
    }

    private void assertBecomes(String login, Become become, String user) throws Exception {
        try (Session session = connector.open(as(login), become)) {
            assertThat(session.user()).isEqualTo(user);
            assertThat(ask(session, "id -un; echo error >&2; printf '\\000\\377'; exit 3"))
                    .isEqualTo(new Output(
                            3,
                            Bytes.of(concatenated((user + "\n").getBytes(), new byte[] {0, (byte) 0xff})),
                            Bytes.of("error\n")));
            byte[] content = new byte[300_000];
            new java.util.Random(7).nextBytes(content);
            Path file = Path.of("/tmp/" + login + "-as-" + user);
            assertThat(session.perform(
                                    new Steps.Write(file.toString(), Bytes.of(content), 0600, null, null, null, null),
                                    OnItsOwn.STEP)
                            .failure())
                    .isNull();
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
            assertThat(Files.getOwner(file).getName()).isEqualTo(user);
            Files.delete(file);
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] all = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private void assertRefused(String login, Become become, String... words) {
        assertThatThrownBy(() -> connector.open(as(login), become).close())
                .isInstanceOf(UnreachableException.class)
                .message()
                .contains("web1")
                .contains(words)
                .doesNotContain("\n", PASSWORD, "wrong horse");
    }

    @Test
    void sudoWithoutAPassword() throws Exception {
        assertBecomes(trusted, become("sudo", "", null), "root");
        assertBecomes(trusted, become("sudo", plain, null), plain);
    }

    @Test
    void sudoWithAPassword() throws Exception {
        assertBecomes(asked, become("sudo", "root", PASSWORD), "root");
        assertBecomes(asked, become("sudo", plain, PASSWORD), plain);
    }

    @Test
    void aPasswordThatSudoDoesNotAskForIsNotTakenForARequest() throws Exception {
        assertBecomes(trusted, become("sudo", "", PASSWORD), "root");
    }

    @Test
    void onlyAMissingUserIsToldApart() {
        assertThatThrownBy(() -> connector
                        .open(as(trusted), become("sudo", "nobody-at-all", null))
                        .close())
                .isInstanceOfSatisfying(
                        UnreachableException.class,
                        refused -> assertThat(refused.isUserMissing()).isTrue());
        assertThatThrownBy(() ->
                        connector.open(as(asked), become("sudo", "", null)).close())
                .isInstanceOfSatisfying(
                        UnreachableException.class,
                        refused -> assertThat(refused.isUserMissing()).isFalse());
    }

    @Test
    void sudoThatIsRefusedSaysWhy() {
        assertRefused(asked, become("sudo", "", null), "sudo asks for a password and none was given");
        assertRefused(asked, become("sudo", "", "wrong horse"), "sudo does not accept the password");
        assertRefused(forbidden, become("sudo", "", PASSWORD), "sudo does not allow " + forbidden + " to become root");
        assertRefused(trusted, become("sudo", "nobody-at-all", null), "no such user: 'nobody-at-all'");
        assertRefused(bound, become("sudo", "", null), "sudo insists on a terminal", "requiretty");
    }

    @Test
    void suWithAPassword() throws Exception {
        assertBecomes(forbidden, become("su", plain, PASSWORD), plain);
    }

    @Test
    void suAsRootNeedsNoPassword() throws Exception {
        assertBecomes("root", become("su", plain, null), plain);
    }

    @Test
    void suThatIsRefusedSaysWhy() {
        assertRefused(forbidden, become("su", plain, null), "su asks for a password and none was given");
        assertRefused(forbidden, become("su", plain, "wrong horse"), "su does not accept the password");
        assertRefused("root", become("su", "nobody-at-all", null), "no such user: 'nobody-at-all'");
    }

    @Test
    void doasWithAndWithoutAPassword() throws Exception {
        assumeTrue(ShellUnderTest.find("doas").isPresent(), "needs doas");
        assumeFalse(Files.exists(Path.of("/etc/doas.conf")), "needs a machine whose doas is not configured");
        try (TestUsers configuration = new TestUsers()) {
            configuration.configure(Path.of("/etc/doas.conf"), "permit nopass " + trusted + "\npermit " + asked + "\n");

            assertBecomes(trusted, become("doas", plain, null), plain);
            assertBecomes(asked, become("doas", plain, PASSWORD), plain);
            assertRefused(asked, become("doas", plain, null), "doas asks for a password and none was given");
            assertRefused(asked, become("doas", plain, "wrong horse"), "doas does not accept the password");
            assertRefused(forbidden, become("doas", plain, null), "doas does not allow " + forbidden);
        }
    }

    @Test
    void anUnknownMethodIsSaidSo() {
        assertThatThrownBy(() -> connector.open(as("root"), become("magic", "", null)))
                .hasMessageContaining("become_method 'magic' is not supported");
    }

    @Test
    void oneConnectionServesSeveralUsers() throws Exception {
        try (Session own = connector.open(as(trusted), Become.NONE);
                Session root = connector.open(as(trusted), become("sudo", "", null))) {
            assertThat(ask(own, "echo $PPID; id -un").text()).endsWith(trusted + "\n");
            assertThat(ask(root, "id -un").text()).isEqualTo("root\n");
        }
        assertThat(Files.readString(directory.resolve("log")).split("Accepted publickey for " + trusted, -1).length)
                .isGreaterThan(1);
    }

    @Test
    void thisMachineWithSudo() throws Exception {
        Connector local = new LocalConnector(new Nonces(new SecureRandom()), "root");
        try (Session session = local.open(new Target("localhost", Map.of()), become("sudo", plain, null))) {
            assertThat(session.user()).isEqualTo(plain);
            assertThat(ask(session, "id -un; pwd").text()).isEqualTo(plain + "\n/home/" + plain + "\n");
        }
    }
}
