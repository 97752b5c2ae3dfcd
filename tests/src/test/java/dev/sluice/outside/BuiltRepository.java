package dev.sluice.outside;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A repository with the artifacts of this build that an outside project needs, as {@code deploy} makes one. Jars are made
 * of the classes, which are there in every phase of the build.
 */
final class BuiltRepository {
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final List<String> ARTIFACTS = List.of("spi", "language", "core", "testing");

    private BuiltRepository() {}

    static void write(Path repository) throws IOException {
        Files.copy(Path.of("../pom.xml"), file(repository, "sluice", "pom"));
        for (String artifact : ARTIFACTS) {
            Path module = Path.of("../engine", artifact);
            Files.copy(module.resolve("pom.xml"), file(repository, "sluice-" + artifact, "pom"));
            jar(module.resolve("target/classes"), file(repository, "sluice-" + artifact, "jar"));
        }
    }

    private static Path file(Path repository, String artifact, String type) throws IOException {
        return Files.createDirectories(
                        repository.resolve("dev/sluice").resolve(artifact).resolve(VERSION))
                .resolve(artifact + "-" + VERSION + "." + type);
    }

    private static void jar(Path classes, Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes);
                Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, jar);
            }
        }
    }
}
