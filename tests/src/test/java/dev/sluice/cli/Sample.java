package dev.sluice.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory of runbooks with all that they read, to be checked without reaching a host.
 *
 * @param files the content of each file by its path in the directory
 * @param arguments of {@code sluice check}
 */
record Sample(String name, Map<String, String> files, List<String> arguments) {
    private static final Path REPOSITORY = Path.of("..");
    private static final String NO_FACTS = """
            {"format": "sluice-facts", "version": 1, "targets": {}}
            """;

    /** The runbooks that come with Sluice and those of its tests. */
    static List<Sample> all() throws IOException {
        List<Sample> samples = new ArrayList<>();
        PlaybookCase.all().forEach(each -> samples.add(of(each)));
        Map<String, String> migration = new TreeMap<>();
        read(REPOSITORY.resolve("runbooks/storage-migration"), "", migration);
        read(REPOSITORY.resolve("inventory/sandbox"), "inventory/", migration);
        migration.put("facts.json", Files.readString(REPOSITORY.resolve("inventory/sandbox.facts.json")));
        samples.add(new Sample(
                "storage-migration",
                migration,
                List.of("--facts", "facts.json", "-i", "inventory", "phase-0-preparation.yml")));
        Map<String, String> clean = new TreeMap<>();
        read(REPOSITORY.resolve("tests/fidelity/clean"), "", clean);
        clean.put("inventory.ini", "[web]\none size=2\ntwo\n[web:vars]\nansible_user=admin\n");
        clean.put("facts.json", NO_FACTS);
        clean.keySet().stream()
                .filter(path -> !path.contains("/") && path.endsWith(".yml"))
                .forEach(path -> samples.add(new Sample(
                        "clean-" + path, clean, List.of("--facts", "facts.json", "-i", "inventory.ini", path))));
        return samples;
    }

    private static Sample of(PlaybookCase playbook) {
        Map<String, String> files = new LinkedHashMap<>(playbook.files());
        files.put("facts.json", NO_FACTS);
        List<String> arguments = new ArrayList<>(List.of("--facts", "facts.json"));
        arguments.addAll(playbook.arguments());
        return new Sample(playbook.name(), files, arguments);
    }

    private static void read(Path directory, String prefix, Map<String, String> files) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            found.filter(Files::isRegularFile).forEach(file -> {
                try {
                    files.put(prefix + directory.relativize(file), Files.readString(file, StandardCharsets.UTF_8));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
    }

    /** The same with another content of one file. */
    Sample with(String path, String content) {
        Map<String, String> changed = new LinkedHashMap<>(files);
        changed.put(path, content);
        return new Sample(name, changed, arguments);
    }

    /** Writes the files into an empty directory. */
    void write(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            // A lone surrogate stands for a byte that is not UTF-8.
            Files.write(path, Bytes.of(file.getValue()));
        }
    }

    /** The bytes of texts that need not be well-formed. */
    private static final class Bytes {
        private Bytes() {}

        static byte[] of(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (text.indexOf('\ud8ff') >= 0) {
                byte[] broken = text.replace('\ud8ff', '\u0001').getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < broken.length; i++) {
                    broken[i] = broken[i] == 1 ? (byte) 0xff : broken[i];
                }
                return broken;
            }
            return bytes;
        }
    }
}
