package dev.sluice.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small playbook and what happens when it is run. The files of a case are written one after the other, each under a
 * line {@code --- name}; {@code p.yml} is the playbook, {@code arguments} what the command line gets besides it, and
 * {@code expected} what happens, as {@link PlaybookOutcome} tells it.
 */
record PlaybookCase(String name, List<String> arguments, Map<String, String> files, String expected) {
    private static final String INVENTORY = """
            [g1]
            a
            b
            [g2]
            c
            [both:children]
            g1
            g2
            [all:vars]
            ansible_connection=local
            ansible_python_interpreter=/usr/bin/python3
            """;

    /** Every case that there is. */
    static Stream<PlaybookCase> all() {
        try (Stream<Path> files =
                Files.list(Path.of(PlaybookCase.class.getResource("playbooks").toURI()))) {
            return files.sorted().map(PlaybookCase::read).toList().stream();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PlaybookCase read(Path path) {
        Map<String, String> files = new LinkedHashMap<>(Map.of("inv", INVENTORY));
        try {
            for (String part : Files.readString(path).split("(?m)^--- ")) {
                int end = part.indexOf('\n');
                if (end > 0) {
                    files.put(part.substring(0, end).strip(), part.substring(end + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String expected = files.remove("expected");
        String arguments = files.getOrDefault("arguments", "");
        files.remove("arguments");
        return new PlaybookCase(
                path.getFileName().toString(),
                Stream.of(("-i\ninv\n" + arguments + "\np.yml").split("\n"))
                        .filter(each -> !each.isBlank())
                        .toList(),
                files,
                expected);
    }

    /** Puts the files into an empty directory. */
    void writeTo(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
