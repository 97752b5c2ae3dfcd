package dev.sluice.testing;

import dev.sluice.spi.secret.SecretStore;
import java.nio.file.Path;
import java.util.Map;

/**
 * The controller of a test.
 *
 * @param directory where the files are that tasks name
 * @param variables what templates may use
 * @param secrets where secrets are kept
 */
public record DirectoryController(Path directory, Map<String, Object> variables, SecretStore secrets) {
    public DirectoryController(Path directory, Map<String, Object> variables) {
        this(directory, variables, new KeptInMemory());
    }

    public DirectoryController(Path directory) {
        this(directory, Map.of());
    }

    Scene scene(OwnConnector.Host host) {
        return new Scene(directory, variables, secrets, new OwnConnector(host), Scene.SOME_DAY);
    }
}
