package dev.sluice.connection;

import dev.sluice.connection.facts.FactStore;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import java.time.InstantSource;

/** Answers from a fact file in place of a real connection, and reaches nothing. */
final class RecordedConnector implements Connector {
    private final String name;
    private final FactStore store;
    private final InstantSource clock;

    RecordedConnector(String name, FactStore store, InstantSource clock) {
        this.name = name;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    /** It simulates whatever a real connection does. */
    @Override
    public boolean understands(Protocol protocol) {
        return true;
    }

    @Override
    public Session open(Target target, Become become) {
        SandboxHost host = new SandboxHost(target.name(), store, clock);
        return new SandboxSession(host, SandboxConnector.user(target, become, host));
    }
}
