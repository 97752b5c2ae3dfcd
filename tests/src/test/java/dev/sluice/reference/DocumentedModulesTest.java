package dev.sluice.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bind.ParameterModel;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/modules is what the modules say about themselves. */
class DocumentedModulesTest {
    private static final Path DIRECTORY = Path.of("../docs/modules");

    @Test
    void theReferenceInTheRepositoryIsUpToDate() throws IOException {
        Map<String, String> files = new TreeMap<>(
                ModuleReference.of(ServiceLoader.load(Family.class)).files());
        if (Boolean.getBoolean("sluice.docs.update")) {
            write(files);
        }

        assertThat(read())
                .as("run `./mvnw -pl tests -am test -Dtest=DocumentedModulesTest -Dsluice.docs.update=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false` and commit docs/modules")
                .isEqualTo(files);
    }

    @Test
    void everyModuleAndEveryParameterIsDocumentedWithAnExample() {
        List<String> problems = new ArrayList<>();
        for (Family family : ServiceLoader.load(Family.class)) {
            for (Module<?> module : family.modules()) {
                ParameterModel<?> model = ParameterModel.of(module.parameters());
                problems.addAll(model.problems());
                if (model.description() == null) {
                    problems.add(module.name() + " has no description");
                } else if (model.description().example().isBlank()) {
                    problems.add(module.name() + " has no example");
                }
            }
        }

        assertThat(problems).isEmpty();
    }

    private static void write(Map<String, String> files) throws IOException {
        Files.createDirectories(DIRECTORY);
        for (String outdated : read().keySet()) {
            Files.delete(DIRECTORY.resolve(outdated));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(DIRECTORY.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(DIRECTORY)) {
            paths.forEach(path -> files.put(path.getFileName().toString(), content(path)));
        }
        return files;
    }

    private static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
