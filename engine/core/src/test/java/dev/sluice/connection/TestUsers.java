package dev.sluice.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Users of this machine for the time of a test; needs root. */
final class TestUsers implements AutoCloseable {
    private final String prefix = "sluice" + ProcessHandle.current().pid();
    private final List<String> created = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    static boolean arePossible() {
        return System.getProperty("user.name").equals("root")
                && ShellUnderTest.find("useradd").or(() -> sbin("useradd")).isPresent();
    }

    private static java.util.Optional<Path> sbin(String name) {
        return java.util.Optional.of(Path.of("/usr/sbin", name)).filter(Files::isExecutable);
    }

    /** Creates a user with a password and returns the full name. */
    String create(String name, String password) throws Exception {
        String user = prefix + name;
        run("", "useradd", "--create-home", "--shell", "/bin/sh", user);
        created.add(user);
        run(user + ":" + password + "\n", "chpasswd");
        return user;
    }

    /** Writes a configuration file that is removed again; there must be none yet. */
    void configure(Path file, String content) throws IOException {
        Files.writeString(file, content, java.nio.file.StandardOpenOption.CREATE_NEW);
        files.add(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    }

    Path sudoers() {
        return Path.of("/etc/sudoers.d", prefix);
    }

    private static void run(String input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws Exception {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        for (String user : created) {
            run("", "userdel", "--remove", "--force", user);
        }
    }
}
