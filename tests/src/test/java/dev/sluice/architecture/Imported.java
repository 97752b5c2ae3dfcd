package dev.sluice.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of the whole project. */
final class Imported {
    private static final List<String> MODULES = List.of("engine", "modules/system", "modules/storage");

    private Imported() {}

    /** What is shipped. */
    static JavaClasses production() {
        return classes(MODULES.stream().map(module -> Path.of("..", module, "target/classes")));
    }

    /** What tests it. */
    static JavaClasses tests() {
        return classes(Stream.concat(MODULES.stream().map(module -> Path.of("..", module)), Stream.of(Path.of(".")))
                .map(module -> module.resolve("target/test-classes")));
    }

    private static JavaClasses classes(Stream<Path> directories) {
        return new ClassFileImporter()
                .importPaths(directories.filter(Files::isDirectory).toList());
    }
}
