package dev.sluice.testing;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Controller;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Controller files below one directory. Templates know only {@code {{ name }}}.
 *
 * @param directory where names are looked up
 * @param variables what templates may use
 * @param secrets where secrets are kept
 */
public record DirectoryController(Path directory, Map<String, Object> variables, SecretStore secrets)
        implements Controller {
    public DirectoryController(Path directory, Map<String, Object> variables) {
        this(directory, variables, new KeptInMemory());
    }

    public DirectoryController(Path directory) {
        this(directory, Map.of());
    }

    @Override
    public String resolve(String name) {
        return directory.resolve(name).toString();
    }

    @Override
    public Optional<Secret> secret(SecretPlace place) {
        return secrets.find(place);
    }

    @Override
    public String find(String name, String folder) {
        Path path = directory.resolve(name);
        if (!Files.exists(path)) {
            throw new TaskFailure("no file " + path);
        }
        return path.toString();
    }

    @Override
    public Bytes read(String path) {
        return io(() -> Bytes.of(Files.readAllBytes(Path.of(path))));
    }

    @Override
    public boolean isDirectory(String path) {
        return Files.isDirectory(Path.of(path));
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(Path.of(path));
    }

    @Override
    public List<Entry> list(String root, boolean follow) {
        Path start = Path.of(root);
        return io(() -> {
            try (Stream<Path> all = follow ? Files.walk(start, FileVisitOption.FOLLOW_LINKS) : Files.walk(start)) {
                return all.filter(path -> !path.equals(start))
                        .filter(path -> isLink(path, follow) || !Files.isDirectory(path) || isEmpty(path))
                        .sorted()
                        .map(path -> new Entry(
                                start.relativize(path).toString(),
                                isLink(path, follow)
                                        ? io(() -> Files.readSymbolicLink(path).toString())
                                        : null))
                        .toList();
            }
        });
    }

    private static boolean isLink(Path path, boolean follow) {
        return Files.isSymbolicLink(path) && !(follow && Files.exists(path));
    }

    private static boolean isEmpty(Path path) {
        return io(() -> {
            try (Stream<Path> children = Files.list(path)) {
                return children.findAny().isEmpty();
            }
        });
    }

    @Override
    public int mode(String path) {
        return io(() -> {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(Path.of(path));
            int bits = 0;
            for (PosixFilePermission permission : permissions) {
                bits |= 1 << (8 - permission.ordinal());
            }
            return bits;
        });
    }

    @Override
    public Object render(String path, Map<String, Object> options, Map<String, Object> extra) {
        String text = read(path).text();
        for (Map.Entry<String, Object> variable : variables.entrySet()) {
            text = text.replace("{{ " + variable.getKey() + " }}", String.valueOf(variable.getValue()));
        }
        return text;
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private static <T> T io(Action<T> action) {
        try {
            return action.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
