package dev.sluice.cli;

import dev.sluice.family.Families;
import dev.sluice.family.FamilyException;
import dev.sluice.family.ModuleRegistry;
import dev.sluice.template.Templates;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the modules of other authors are. */
final class ModuleArguments {
    private static final String VARIABLE = "SLUICE_MODULES";

    @Option(
            names = "--modules",
            paramLabel = "DIR",
            description = "Also load the modules in the jars of this directory. May be given several times.")
    List<Path> directories = new ArrayList<>();

    /**
     * Every module of the distribution and of the directories.
     *
     * @throws UsageException if one of them cannot be loaded
     */
    ModuleRegistry registry() {
        try {
            return new ModuleRegistry(Families.find(all(), Templates.EXTENSIONS));
        } catch (FamilyException unusable) {
            throw new UsageException(String.valueOf(unusable.getMessage()));
        }
    }

    private List<Path> all() {
        List<Path> all = new ArrayList<>(usual(System.getenv(VARIABLE)));
        all.addAll(directories);
        return all.stream()
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .distinct()
                .toList();
    }

    /** What the variable names takes the place of the directory that need not be there. */
    private static List<Path> usual(@Nullable String variable) {
        if (variable != null) {
            return Stream.of(variable.split(File.pathSeparator, -1))
                    .filter(name -> !name.isEmpty())
                    .map(Path::of)
                    .toList();
        }
        Path directory = Path.of(System.getProperty("user.home", "/"), ".local/share/sluice/modules");
        return Files.isDirectory(directory) ? List.of(directory) : List.of();
    }
}
