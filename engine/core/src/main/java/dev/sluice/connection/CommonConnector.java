package dev.sluice.connection;

import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.secret.SecretStore;

/**
 * A connection whose sessions also do what is common to all connections.
 *
 * @param connector the connection itself
 * @param store keeps secrets on the controller
 */
record CommonConnector(Connector connector, SecretStore store) implements Connector {
    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public boolean understands(Protocol protocol) {
        return connector.understands(protocol);
    }

    @Override
    public String machine(Target target) {
        return connector.machine(target);
    }

    @Override
    public Session open(Target target, Become become) throws UnreachableException {
        return new CommonSession(connector.open(target, become), store);
    }

    @Override
    public void close() {
        connector.close();
    }
}
