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

/**
 * The families of modules that were found.
 *
 * @param families all of them
 * @param jars the class loaders of the jars of other authors, which may also bring filters and tests of templates
 */
public record Families(List<Family> families, List<ClassLoader> jars) {

    /**
     * The families of the distribution, then those in the jars of some directories, by name of the jar. A jar is code
     * that runs as the user who runs Sluice, so what others can write is refused.
     *
     * @param directories with jars; files of other names are left alone
     * @param others the names of other services that jars may bring, with families or without
     * @throws FamilyException if a directory cannot be read, or a jar cannot be used
     */
    public static Families find(List<Path> directories, List<String> others) {
        List<Family> found = new ArrayList<>();
        List<ClassLoader> loaders = new ArrayList<>();
        ServiceLoader.load(Family.class).forEach(found::add);
        for (Path directory : directories) {
            for (Path jar : jars(directory)) {
                ModuleJar opened = new ModuleJar(jar);
                found.addAll(opened.families(others));
                loaders.add(opened.loader());
            }
        }
        return new Families(found, loaders);
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
