package dev.sluice.cli;

import dev.sluice.journal.JournalReader;
import dev.sluice.spi.Family;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sluice as a program of its own, in a working directory of its own: it can be stopped, killed and looked at. */
public final class SluiceProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final StringBuilder said = new StringBuilder();
    private final Path directory;

    private SluiceProcess(Process process, Path directory) {
        this.process = process;
        this.output = process.inputReader();
        this.directory = directory;
    }

    public static SluiceProcess start(Path directory, String... arguments) throws IOException {
        return launch(directory, command(arguments), Map.of());
    }

    /** With some more variables in its environment. */
    static SluiceProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        return launch(directory, command(arguments), environment);
    }

    /** With a family of modules beside those that come with it. */
    public static SluiceProcess startWith(Class<? extends Family> family, Path directory, String... arguments)
            throws IOException {
        Path services = Files.createDirectories(directory.resolve("family/META-INF/services"));
        Files.writeString(services.resolve(Family.class.getName()), family.getName());
        List<String> command = new ArrayList<>(command(arguments));
        int classPath = command.indexOf("-cp") + 1;
        command.set(classPath, command.get(classPath) + ":" + directory.resolve("family"));
        return launch(directory, command, Map.of());
    }

    /**
     * No file that it writes may become longer than so much, as on a disk that is full.
     *
     * @param blocks of 512 bytes that a file may have
     */
    static SluiceProcess startOnFullDisk(Path directory, int blocks, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
        command.addAll(command(arguments));
        return launch(directory, command, Map.of());
    }

    /** At a terminal, so that it asks. */
    static SluiceProcess startAtTerminal(Path directory, String... arguments) throws IOException {
        return startAtTerminal(directory, Map.of(), arguments);
    }

    /** At a terminal, with some more variables in its environment. */
    static SluiceProcess startAtTerminal(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        String quoted = String.join(
                " ",
                command(arguments).stream()
                        .map(each -> "'" + each.replace("'", "'\\''") + "'")
                        .toList());
        return launch(directory, List.of("script", "-qefc", quoted, "/dev/null"), environment);
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xss4m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sluice.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static SluiceProcess launch(Path directory, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("NO_COLOR", "1");
        builder.environment().remove("FORCE_COLOR");
        return new SluiceProcess(builder.start(), directory);
    }

    /** Reads on until it has said something; fails if it ends first. */
    void awaitSaying(String text) throws IOException {
        int from = said.length();
        for (int each = output.read(); each >= 0; each = output.read()) {
            said.append((char) each);
            if (said.indexOf(text, from) >= 0) {
                return;
            }
        }
        throw new AssertionError("it never said '" + text + "' but:\n" + said);
    }

    /** A polite request to stop; what Ctrl-C does too. */
    void askToStop() {
        ProcessHandle java = process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElse(process.toHandle());
        java.destroy();
    }

    void kill() {
        // The process itself would close its output before it is read.
        process.toHandle().destroyForcibly();
    }

    /** Waits for its end; all that it said. */
    public String awaitEnd() throws IOException, InterruptedException {
        output.transferTo(new java.io.StringWriter() {
            @Override
            public void write(char[] buffer, int offset, int length) {
                said.append(buffer, offset, length);
            }
        });
        process.waitFor();
        return said.toString();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** What the journal of its only apply says. */
    JournalReader.Recording journal() throws IOException {
        try (Stream<Path> runs = Files.list(directory.resolve(".sluice/runs"))) {
            return JournalReader.read(runs.findFirst().orElseThrow().resolve("journal.jsonl"));
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
