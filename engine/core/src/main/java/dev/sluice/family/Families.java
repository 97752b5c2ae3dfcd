package dev.sluice.family;

import dev.sluice.spi.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds the families of modules. */
public final class Families {
    private Families() {}

    /**
     * The families of the distribution, then those in the jars of some directories, by name of the jar. A jar is code
     * that runs as the user who runs Sluice, so what others can write is refused.
     *
     * @param directories with jars; files of other names are left alone
     * @throws FamilyException if a directory cannot be read, or a jar cannot be used
     */
    public static List<Family> find(List<Path> directories) {
        List<Family> found = new ArrayList<>();
        ServiceLoader.load(Family.class).forEach(found::add);
        for (Path directory : directories) {
            for (Path jar : jars(directory)) {
                found.addAll(new ModuleJar(jar).families());
            }
        }
        return found;
    }

    private static List<Path> jars(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new FamilyException(directory, "is not a directory, so no modules can be loaded from it");
        }
        try (Stream<Path> files = Files.list(directory)) {
            requireSafe(directory);
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            for (Path jar : jars) {
                requireSafe(jar);
            }
            return jars;
        } catch (IOException unreadable) {
            throw new FamilyException(directory, "cannot be read: " + unreadable, unreadable);
        }
    }

    private static void requireSafe(Path path) throws IOException {
        if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new FamilyException(
                    path,
                    "can be written by every user, and its code would run as you: take that away with 'chmod o-w'");
        }
    }
}
