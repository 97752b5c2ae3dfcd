package dev.sluice.connection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real OpenSSH server on a loopback address, with a configuration, host key, user key and known_hosts file of its own.
 * It logs in the user who runs the tests (and, as root, every other user who is told its key). Ended by its process.
 */
public final class SshServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Process process;
    private final Path directory;
    private final String address;
    private final int port;

    private SshServer(Process process, Path directory, String address, int port) {
        this.process = process;
        this.directory = directory;
        this.address = address;
        this.port = port;
    }

    /** Whether it can be started here; tests assume so. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** A server on 127.0.0.1 with files in an empty directory. */
    public static SshServer start(Path directory) throws IOException {
        return start(directory, "127.0.0.1", List.of());
    }

    /**
     * @param directory an empty directory
     * @param address of loopback, e.g. 127.0.1.7
     * @param options further lines for its configuration; they win over the usual ones
     */
    public static SshServer start(Path directory, String address, List<String> options) throws IOException {
        Path keys = directory.toAbsolutePath();
        keygen(keys.resolve("host_key"));
        keygen(keys.resolve("user_key"));
        Files.copy(keys.resolve("user_key.pub"), keys.resolve("authorized_keys"));
        int port = freePort(address);
        writeKnownHosts(keys, address, port, keys.resolve("host_key.pub"));
        return launch(keys, address, port, options);
    }

    private static SshServer launch(Path directory, String address, int port, List<String> options) throws IOException {
        List<String> lines = new ArrayList<>(options);
        lines.addAll(List.of(
                "ListenAddress " + address + ":" + port,
                "HostKey " + directory.resolve("host_key"),
                "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "PermitRootLogin yes",
                "MaxStartups 200",
                // Without it bash takes itself for a login shell's first child and reads .bashrc.
                "SetEnv SHLVL=1",
                "LogLevel VERBOSE"));
        Path configuration = directory.resolve("sshd_config");
        Files.write(configuration, lines);
        makePrivilegeSeparationDirectory();
        Process process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", configuration.toString())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .start();
        awaitListening(process, directory.resolve("log"));
        return new SshServer(process, directory, address, port);
    }

    /** sshd as root insists on it; packages make it at boot. */
    private static void makePrivilegeSeparationDirectory() throws IOException {
        Path run = Path.of("/run/sshd");
        if (!Files.exists(run) && Files.isWritable(run.getParent())) {
            Files.createDirectory(
                    run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
    }

    private static void awaitListening(Process process, Path log) throws IOException {
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Server listening on")) {
                Thread drain = new Thread(() -> drain(output, log), "sshd-log");
                drain.setDaemon(true);
                drain.start();
                return;
            }
        }
        throw new IOException("sshd did not start: " + said);
    }

    private static void drain(BufferedReader output, Path log) {
        try (output;
                var writer = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                writer.write(line + "\n");
                writer.flush();
            }
        } catch (IOException closed) {
            // The server has ended, or the test's directory is gone already.
        }
    }

    private static void keygen(Path file) throws IOException {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static int freePort(String address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        }
    }

    private static void writeKnownHosts(Path directory, String address, int port, Path publicKey) throws IOException {
        String[] key = Files.readString(publicKey).split(" ");
        Files.writeString(
                directory.resolve("known_hosts"), "[" + address + "]:" + port + " " + key[0] + " " + key[1] + "\n");
    }

    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** The private key that may log in. */
    public Path userKey() {
        return directory.resolve("user_key");
    }

    /** A file that knows the server's host key. */
    public Path knownHosts() {
        return directory.resolve("known_hosts");
    }

    /** The server's public host key. */
    public Path hostKey() {
        return directory.resolve("host_key.pub");
    }

    /** Who logs in. */
    public String user() {
        return System.getProperty("user.name");
    }

    /** Inventory variables that lead to the server. */
    public Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("ansible_connection", "ssh");
        variables.put("ansible_host", address);
        variables.put("ansible_port", (long) port);
        variables.put("ansible_user", user());
        variables.put("ansible_ssh_private_key_file", userKey().toString());
        variables.put(
                "ansible_ssh_common_args",
                "-F none -o IdentitiesOnly=yes -o IdentityAgent=none -o UserKnownHostsFile=" + knownHosts());
        return variables;
    }

    /** Cuts every connection, as a failing network does; the server goes on. */
    public void cutConnections() {
        List<ProcessHandle> connections = process.children().toList();
        connections.forEach(ProcessHandle::destroyForcibly);
        connections.forEach(each -> each.onExit().join());
    }

    @Override
    public void close() {
        List<ProcessHandle> connections = process.children().toList();
        process.destroy();
        connections.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }
}
