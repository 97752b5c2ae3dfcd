package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SSH connection, against a real OpenSSH server. */
class SshConnectorTest {
    @TempDir
    static Path shared;

    private static SshServer server;

    @TempDir
    Path directory;

    private Connector connector;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(SshServer.isInstalled(), "needs an OpenSSH server (package openssh-server)");
        server = SshServer.start(Files.createDirectory(shared.resolve("server")));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void create() {
        connector = connector(Map.of());
    }

    private Connector connector(Map<String, String> environment) {
        return new SshConnector(
                new SshResolver(directory, server.user(), environment),
                new Nonces(new SecureRandom()),
                FactReader.QUESTION_LIMIT);
    }

    @AfterEach
    void close() {
        connector.close();
    }

    private static Target target(SshServer server) {
        return new Target("web1", server.variables());
    }

    private static Target target(SshServer server, Map<String, Object> variables) {
        Map<String, Object> all = new LinkedHashMap<>(server.variables());
        all.putAll(variables);
        all.values().removeIf(""::equals);
        return new Target("web1", all);
    }

    private static String ask(Session session, String script) throws UnreachableException {
        Fact<?> fact = new Said(script);
        Reading reading = session.read(List.of(fact)).get(fact);
        assertThat(reading).isInstanceOf(Reading.Answered.class);
        return ((Output) ((Reading.Answered) reading).answer().get()).text();
    }

    @Test
    void logsInAndAnswers() throws Exception {
        try (Session session = connector.open(target(server), Become.NONE)) {
            assertThat(session.user()).isEqualTo(server.user());
            assertThat(ask(session, "id -un")).isEqualTo(server.user() + "\n");
            assertThat(ask(session, "echo \"$LC_ALL\"; command -v sh")).startsWith("C\n");
            assertThat(session.roundTrips()).isEqualTo(3);
        }
    }

    @Test
    void sessionsToTheSameTargetShareOneConnection() throws Exception {
        try (Session first = connector.open(target(server), Become.NONE);
                Session second = connector.open(target(server), Become.NONE)) {
            assertThat(ask(first, "echo $SSH_CONNECTION")).isEqualTo(ask(second, "echo $SSH_CONNECTION"));
        }
    }

    @Test
    void aServerThatAllowsOneSessionGetsAnotherConnection() throws Exception {
        try (SshServer strict = SshServer.start(directory, "127.0.0.1", List.of("MaxSessions 1"));
                Session first = connector.open(target(strict), Become.NONE);
                Session second = connector.open(target(strict), Become.NONE)) {
            assertThat(ask(first, "echo first")).isEqualTo("first\n");
            assertThat(ask(second, "echo second")).isEqualTo("second\n");
            assertThat(ask(first, "echo $SSH_CONNECTION")).isNotEqualTo(ask(second, "echo $SSH_CONNECTION"));
        }
    }

    @Test
    void fiftySessionsInParallelWork() throws Exception {
        try (SshServer busy = SshServer.start(directory, "127.0.0.1", List.of("MaxStartups 10:100:10"))) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int index = 0; index < 50; index++) {
                Target target = target(busy, Map.of("ansible_timeout", 30 + index));
                answers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try (Session session = connector.open(target, Become.NONE)) {
                                return ask(session, "echo hello");
                            } catch (UnreachableException failed) {
                                return String.valueOf(failed.getMessage());
                            }
                        },
                        task -> new Thread(task).start()));
            }
            assertThat(answers.stream().map(CompletableFuture::join))
                    .hasSize(50)
                    .containsOnly("hello\n");
        }
    }

    @Test
    void writesBigFilesOfAnyBytes() throws Exception {
        byte[] content = new byte[8 * 1024 * 1024 + 3];
        RandomGenerator.of("L64X128MixRandom").nextBytes(content);
        Path file = directory.resolve("big");
        try (Session session = connector.open(target(server), Become.NONE)) {
            StepOutcome<?> outcome = session.perform(
                    new Steps.Write(file.toString(), Bytes.of(content), 0600, null, null, null, null), OnItsOwn.STEP);

            assertThat(outcome.failure()).isNull();
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
            assertThat(ask(session, "echo still here")).isEqualTo("still here\n");
        }
    }

    @Test
    void aConnectionCutInTheMiddleOfAStepLeavesItsOutcomeUnknown() throws Exception {
        try (SshServer own = SshServer.start(directory);
                Session session = connector.open(target(own), Become.NONE)) {
            Path started = directory.resolve("started");
            Path go = directory.resolve("go");
            CompletableFuture<StepOutcome<?>> running = CompletableFuture.supplyAsync(() -> {
                try {
                    return session.perform(
                            Steps.Run.of(Script.ofUser("echo > " + started + "; " + await(go))), OnItsOwn.STEP);
                } catch (UnreachableException lost) {
                    throw new IllegalStateException(lost);
                }
            });
            while (!Files.exists(started)) {
                Thread.onSpinWait();
            }

            own.cutConnections();

            assertThatThrownBy(running::join)
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasStackTraceContaining("it is not known whether the step happened");
            assertThat(ask(session, "echo again")).isEqualTo("again\n");
            Files.createFile(go);
        }
    }

    /** Shell text that waits for a file, or for the end of the test that made its directory. */
    private static String await(Path file) {
        return "until [ -e " + file + " ] || ! [ -d " + file.getParent() + " ]; do sleep 0.05; done";
    }

    @Test
    void aStepGoesOnWhenItsConnectionIsCut() throws Exception {
        try (SshServer own = SshServer.start(directory);
                Session session = connector.open(target(own), Become.NONE)) {
            Path started = directory.resolve("started");
            Path go = directory.resolve("go");
            Path done = directory.resolve("done");
            CompletableFuture<?> running = CompletableFuture.supplyAsync(() -> {
                try {
                    return session.perform(
                            Steps.Run.of(Script.ofUser("echo > " + started + "; " + await(go) + "; echo > " + done)),
                            OnItsOwn.STEP);
                } catch (UnreachableException lost) {
                    return lost;
                }
            });
            while (!Files.exists(started)) {
                Thread.onSpinWait();
            }

            own.cutConnections();

            assertThat(running.join()).isInstanceOf(UnreachableException.class);
            Files.createFile(go);
            assertThat(ask(session, "until [ -e " + done + " ]; do sleep 0.05; done; echo done"))
                    .isEqualTo("done\n");
        }
    }

    private void assertRefused(Target target, String... words) {
        assertThatThrownBy(() -> connector.open(target, Become.NONE).close())
                .isInstanceOf(UnreachableException.class)
                .message()
                .contains(words)
                .doesNotContain("\n");
    }

    @Test
    void anUnreachableHostIsSaidSo() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertRefused(target(server, Map.of("ansible_port", port)), "web1", "cannot connect to 127.0.0.1 port " + port);
        assertRefused(
                target(server, Map.of("ansible_host", "no-such-host.invalid")),
                "'no-such-host.invalid' cannot be resolved");
    }

    @Test
    void aHostThatDoesNotAnswerIsGivenUp() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    target(server, Map.of("ansible_port", mute.getLocalPort(), "ansible_timeout", 1)),
                    "no answer from 127.0.0.1 port " + mute.getLocalPort() + " within 1 s");
        }
    }

    @Test
    void aServerThatHangsUpIsTriedAgainAndThenGivenUp() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        rude.accept().close();
                    }
                } catch (IOException closed) {
                    return;
                }
            });
            thread.start();
            assertRefused(
                    target(server, Map.of("ansible_port", rude.getLocalPort())),
                    "closed the connection before the login, 6 times",
                    "MaxStartups");
        }
    }

    private static void keygen(Path file, String passphrase) throws Exception {
        assertThat(new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", file.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aRefusedKeyIsNamed() throws Exception {
        Path key = directory.resolve("other");
        keygen(key, "");
        assertRefused(
                target(server, Map.of("ansible_ssh_private_key_file", key.toString())),
                "the login as " + server.user() + " was refused",
                "key " + key);
        assertRefused(
                target(server, Map.of("ansible_ssh_private_key_file", "/no/such/key")),
                "the key /no/such/key does not exist");
    }

    @Test
    void anEncryptedKeyIsNamedWithTheWayOut() throws Exception {
        Path key = directory.resolve("encrypted");
        keygen(key, "passphrase");
        assertRefused(
                target(server, Map.of("ansible_ssh_private_key_file", key.toString())),
                "is encrypted",
                "ssh-add " + key);
    }

    @Test
    void aKeyOfTheAgentIsUsed() throws Exception {
        Path socket = directory.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (!Files.exists(socket)) {
                Thread.onSpinWait();
            }
            ProcessBuilder add =
                    new ProcessBuilder("ssh-add", "-q", server.userKey().toString());
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(add.start().waitFor()).isZero();
            connector = connector(Map.of("SSH_AUTH_SOCK", socket.toString()));
            Target target = target(
                    server,
                    Map.of(
                            "ansible_ssh_private_key_file",
                            "",
                            "ansible_ssh_common_args",
                            "-F none -o UserKnownHostsFile=" + server.knownHosts()));
            try (Session session = connector.open(target, Become.NONE)) {
                assertThat(ask(session, "echo agent")).isEqualTo("agent\n");
            }
        } finally {
            agent.destroy();
        }
    }

    private String arguments(Path knownHosts, String more) {
        return "-F none -o IdentitiesOnly=yes -o IdentityAgent=none -o UserKnownHostsFile=" + knownHosts + " "
                + "-o GlobalKnownHostsFile=none " + more;
    }

    @Test
    void anUnknownHostKeyIsRefusedWithItsFingerprint() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));
        String fingerprint = fingerprint(server.hostKey());
        assertRefused(
                target(server, Map.of("ansible_ssh_common_args", arguments(empty, ""))),
                "its host key is not known: ssh-ed25519 " + fingerprint,
                "accept-new");
        assertThat(empty).isEmptyFile();
    }

    private static String fingerprint(Path key) throws Exception {
        Process process = new ProcessBuilder("ssh-keygen", "-lf", key.toString()).start();
        return new String(process.getInputStream().readAllBytes()).split(" ")[1];
    }

    @Test
    void aNewHostKeyIsAcceptedAndRememberedIfWanted() throws Exception {
        Path file = directory.resolve("new/known_hosts");
        Target accepting = target(
                server,
                Map.of(
                        "ansible_ssh_common_args",
                        arguments(file, "-o StrictHostKeyChecking=accept-new -o HashKnownHosts=yes")));
        connector.open(accepting, Become.NONE).close();
        Connector later = connector(Map.of());

        later.open(target(server, Map.of("ansible_ssh_common_args", arguments(file, ""))), Become.NONE)
                .close();

        assertThat(file).content().startsWith("|1|");
        assertThat(Files.readAllLines(file)).hasSize(1);
        later.close();
    }

    @Test
    void aChangedHostKeyIsRefusedWithThePlaceOfTheOldOne() throws Exception {
        Path key = directory.resolve("former");
        keygen(key, "");
        Path file = directory.resolve("known_hosts");
        String former = String.join(
                " ", List.of(Files.readString(Path.of(key + ".pub")).split(" ")).subList(0, 2));
        Files.writeString(file, "# comment\n[127.0.0.1]:" + server.port() + " " + former + "\n");
        assertRefused(
                target(
                        server,
                        Map.of("ansible_ssh_common_args", arguments(file, "-o StrictHostKeyChecking=accept-new"))),
                "its host key has CHANGED",
                file + ":2",
                fingerprint(Path.of(key + ".pub")),
                fingerprint(server.hostKey()));
    }

    @Test
    void hostKeyCheckingCanBeSwitchedOff() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));
        Target careless = target(
                server, Map.of("ansible_ssh_common_args", arguments(empty, ""), "ansible_host_key_checking", false));
        connector.open(careless, Become.NONE).close();
        assertThat(empty).isEmptyFile();
    }

    @Test
    void theUsersConfigurationFileIsHeeded() throws Exception {
        Files.createDirectory(directory.resolve(".ssh"));
        Files.writeString(directory.resolve(".ssh/config"), """
                Host web*
                  HostName 127.0.0.1
                  Port %d
                  User %s
                  IdentityFile %s
                  IdentitiesOnly yes
                  UserKnownHostsFile "%s"
                """.formatted(
                        server.port(), server.user(), server.userKey(), server.knownHosts()));
        try (Session session = connector.open(new Target("web1", Map.of()), Become.NONE)) {
            assertThat(ask(session, "echo configured")).isEqualTo("configured\n");
        }
    }

    @Test
    void aChainOfJumpHostsLeadsToTheTarget() throws Exception {
        try (SshServer inner =
                        SshServer.start(Files.createDirectory(directory.resolve("inner")), "127.0.0.2", List.of());
                SshServer outer =
                        SshServer.start(Files.createDirectory(directory.resolve("outer")), "127.0.0.3", List.of())) {
            Files.createDirectory(directory.resolve(".ssh"));
            Files.writeString(directory.resolve(".ssh/config"), """
                    Host 127.0.0.2
                      Port %d
                      IdentityFile %s
                      UserKnownHostsFile %s
                    Host outer
                      HostName 127.0.0.3
                      Port %d
                      IdentityFile %s
                      UserKnownHostsFile %s
                    """.formatted(
                            inner.port(),
                            inner.userKey(),
                            inner.knownHosts(),
                            outer.port(),
                            outer.userKey(),
                            outer.knownHosts()));
            Target target = target(
                    server,
                    Map.of(
                            "ansible_ssh_common_args",
                            "-o ProxyJump=outer,127.0.0.2 -o UserKnownHostsFile=" + server.knownHosts()));
            byte[] content = new byte[4 * 1024 * 1024];
            try (Session session = connector.open(target, Become.NONE)) {
                StepOutcome<?> outcome =
                        session.perform(Steps.Run.script("wc -c").withInput(Bytes.of(content)), OnItsOwn.STEP);
                assertThat(OnItsOwn.output(outcome).text().strip()).isEqualTo("4194304");
                assertThat(ask(session, "echo $SSH_CONNECTION")).startsWith("127.0.0.");
            }
        }
    }

    @Test
    void anOptionThatIsNotUnderstoodIsSaidSo() {
        assertRefused(
                target(server, Map.of("ansible_ssh_extra_args", "-R 80:localhost:80")),
                "ansible_ssh_extra_args",
                "'-R'");
        assertRefused(
                target(server, Map.of("ansible_ssh_extra_args", "-o Port=ssh", "ansible_port", "")), "Port is 'ssh'");
    }

    @Test
    void aPasswordMayBeASecret() throws Exception {
        Target target = target(
                server, Map.of("ansible_password", Secret.of("wrong"), "ansible_ssh_private_key_file", "/no/key"));
        assertThatThrownBy(() -> connector.open(target, Become.NONE).close())
                .isInstanceOf(UnreachableException.class)
                .message()
                .contains("tried: ", "the password")
                .doesNotContain("wrong");
    }

    @Test
    void aQuestionThatHangsIsEndedOnTheHost() throws Exception {
        connector = new SshConnector(
                new SshResolver(directory, server.user(), Map.of()),
                new Nonces(new SecureRandom()),
                Duration.ofMillis(400));
        Path file = directory.resolve("pid");
        try (Session session = connector.open(target(server), Become.NONE)) {
            Fact<?> hanging = new Said("echo $$ > " + file + "; sleep 600");

            assertThat(session.read(List.of(hanging)).get(hanging)).isInstanceOf(Reading.Broken.class);

            assertThat(ask(session, "kill -0 $(cat " + file + ") 2>/dev/null || echo gone"))
                    .isEqualTo("gone\n");
        }
    }

    @Test
    void aHostThatFallsSilentIsGivenUp() throws Exception {
        Target target = target(
                server,
                Map.of(
                        "ansible_ssh_extra_args",
                        "-o ServerAliveInterval=1 -o ServerAliveCountMax=1",
                        "ansible_timeout",
                        "5"));
        try (Session session = connector.open(target, Become.NONE)) {
            ProcessHandle connection = ProcessHandle.of(server.pid())
                    .orElseThrow()
                    .children()
                    .max(java.util.Comparator.comparing(ProcessHandle::pid))
                    .orElseThrow();
            signal("STOP", connection);
            try {
                assertThatThrownBy(() -> ask(session, "echo too late"))
                        .isInstanceOf(UnreachableException.class)
                        .hasMessageContaining("the connection was lost");
            } finally {
                signal("CONT", connection);
            }
        }
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
