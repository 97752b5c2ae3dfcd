package dev.sluice.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts a given POSIX shell under the name {@code sh}. */
final class ShellUnderTest implements Launcher {
    private final Path programs;
    private final String name;

    private ShellUnderTest(Path programs, String name) {
        this.programs = programs;
        this.name = name;
    }

    /** Those of the shells in question that are installed. */
    static List<String> installed() {
        return Stream.of("dash", "busybox", "ksh93", "mksh", "bash")
                .filter(each -> find(each).isPresent())
                .toList();
    }

    static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param name one of {@link #installed()}; with busybox every other program is busybox's, too
     * @param programs an empty directory
     */
    static ShellUnderTest of(String name, Path programs) throws IOException {
        Path shell = find(name).orElseThrow();
        Files.createSymbolicLink(programs.resolve("sh"), shell);
        if (name.equals("busybox")) {
            for (String applet : List.of(
                    "cat",
                    "chmod",
                    "chown",
                    "cksum",
                    "cp",
                    "dd",
                    "head",
                    "ls",
                    "mv",
                    "rm",
                    "setsid",
                    "sha256sum",
                    "sleep",
                    "stat",
                    "sync",
                    "wc")) {
                Files.createSymbolicLink(programs.resolve(applet), shell);
            }
        }
        return new ShellUnderTest(programs, name);
    }

    /** Takes the links away again, which lead out of the temporary directory. */
    void remove() throws IOException {
        try (Stream<Path> links = Files.list(programs)) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    ShellSession open() throws Exception {
        return open(Duration.ofSeconds(60));
    }

    ShellSession open(Duration questionLimit) throws Exception {
        return ShellSession.open(
                this,
                BecomeWay.of(dev.sluice.spi.connection.Become.NONE),
                new Nonces(new java.security.SecureRandom()),
                new ShellSession.Timeouts(Duration.ofSeconds(30), questionLimit));
    }

    @Override
    public Transport launch(String commandLine, boolean terminal, Transport.Receiver receiver) {
        try {
            ProcessBuilder builder = new ProcessBuilder(programs.resolve("sh").toString(), "-c", commandLine);
            Map<String, String> environment = builder.environment();
            environment.put("PATH", programs + ":" + environment.get("PATH"));
            return new ProcessTransport(builder.start(), receiver);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public String user() {
        return System.getProperty("user.name");
    }

    @Override
    public String toString() {
        return name;
    }
}
