package dev.sluice.testing;

import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.secret.SecretStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of a test take place.
 *
 * @param directory of the runbook: the files of the controller are looked up in it
 * @param variables of the host, among them those that its connection needs
 * @param secrets where secrets are kept
 * @param connector the way to the host
 * @param now the time of the run
 */
record Scene(
        Path directory,
        Map<String, ? extends @Nullable Object> variables,
        SecretStore secrets,
        Connector connector,
        Instant now) {
    /** The time of a run whose test does not care. */
    static final Instant SOME_DAY = Instant.parse("2026-03-28T12:00:00Z");

    OneHost host() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(variables);
        values.put("ansible_connection", connector.name());
        return new OneHost("test", values);
    }
}
