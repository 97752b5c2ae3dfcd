package dev.sluice.inventory;

import dev.sluice.source.Diagnostics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An example inventory with what Ansible made of it. {@code arguments.txt} says how to load it. */
record Fixture(Path directory) {
    private static final Path ALL = Path.of("src/test/resources/dev/sluice/inventory/fixtures");

    static Fixture named(String name) {
        return new Fixture(ALL.resolve(name));
    }

    static List<Fixture> all() throws IOException {
        try (Stream<Path> directories = Files.list(ALL)) {
            return directories.sorted().map(Fixture::new).toList();
        }
    }

    List<String> arguments() throws IOException {
        return Files.readAllLines(directory.resolve("arguments.txt"));
    }

    Inventory load(Diagnostics diagnostics) throws IOException {
        List<String> sources = new ArrayList<>();
        Path runbookDirectory = null;
        List<String> arguments = arguments();
        for (int index = 0; index < arguments.size(); index += 2) {
            String value = arguments.get(index + 1);
            if (arguments.get(index).equals("-i")) {
                sources.add(value);
            } else {
                runbookDirectory = Path.of(value);
            }
        }
        return new InventoryLoader(directory, new VaultDecryption(VaultPasswords.NONE), diagnostics)
                .load(sources, runbookDirectory);
    }

    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What a program prints when it is run in the fixture's directory. */
    String run(List<String> command, @Nullable String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input == null ? "" : input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed");
        }
        return output;
    }
}
