package dev.sluice.connection;

import dev.sluice.connection.facts.FactRegistry;
import dev.sluice.connection.facts.FactStore;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.secret.SecretStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The connections that every Sluice has. */
public final class Connectors {
    private Connectors() {}

    /**
     * The connections {@code ssh} and {@code local}. Close them at the end of the run.
     *
     * @param user who runs Sluice
     * @param home that user's home directory, for {@code .ssh}
     * @param environment of Sluice, for {@code SSH_AUTH_SOCK}
     */
    public static List<Connector> standard(String user, Path home, Map<String, String> environment) {
        Nonces nonces = new Nonces(new SecureRandom());
        SshResolver resolver = new SshResolver(home, user, environment);
        return List.of(new SshConnector(resolver, nonces, FactReader.QUESTION_LIMIT), new LocalConnector(nonces, user));
    }

    /** The same connections with what is common to all: sleeping, waiting, and secrets, which go to a store and to nobody else. */
    public static List<Connector> withCommonSteps(List<Connector> connectors, SecretStore store) {
        return connectors.stream()
                .map(each -> (Connector) new CommonConnector(each, store))
                .toList();
    }

    /**
     * The connection {@code sandbox}. Closing it writes the states that changed.
     *
     * @param facts the questions of all families
     * @param isSecret whether a text contains something that must not be written to a file
     * @param clock for the time at which an answer was changed
     */
    public static Connector sandbox(FactRegistry facts, Predicate<String> isSecret, InstantSource clock) {
        return new SandboxConnector(facts, isSecret, clock);
    }

    /**
     * A connection that answers from recorded facts instead of reaching anything. A question that was not recorded is
     * unknown; steps are simulated and forgotten.
     *
     * @param name the connection in whose place it stands, e.g. {@code ssh}
     */
    public static Connector recorded(String name, FactStore store, InstantSource clock) {
        return new RecordedConnector(name, store, clock);
    }
}
