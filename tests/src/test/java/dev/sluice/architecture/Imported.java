package dev.sluice.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of the whole project. */
final class Imported {
    private Imported() {}

    /** What is shipped: the artifacts of the engine and the families of modules. */
    static JavaClasses production() {
        return classes(artifacts().map(artifact -> artifact.resolve("target/classes")));
    }

    /** What tests it, and the test kit that asserts for it. */
    static JavaClasses tests() {
        Stream<Path> tests =
                Stream.concat(artifacts(), Stream.of(Path.of("."))).map(each -> each.resolve("target/test-classes"));
        return classes(Stream.concat(tests, Stream.of(Path.of("../engine/testing/target/classes"))));
    }

    private static Stream<Path> artifacts() {
        return Stream.of("../engine", "../modules").flatMap(parent -> children(Path.of(parent)).stream());
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JavaClasses classes(Stream<Path> directories) {
        return new ClassFileImporter()
                .importPaths(directories.filter(Files::isDirectory).toList());
    }
}
