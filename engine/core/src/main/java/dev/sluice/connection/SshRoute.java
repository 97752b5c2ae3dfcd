package dev.sluice.connection;

import com.jcraft.jsch.JSchException;
import dev.sluice.spi.connection.UnreachableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The connections to one destination: one, and further ones only where the server allows no more sessions on it
 * (MaxSessions).
 */
final class SshRoute implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 10;

    private final SshDestination destination;
    private final List<SshConnection> connections = new ArrayList<>();
    private boolean closed;

    SshRoute(SshDestination destination) {
        this.destination = destination;
    }

    synchronized Transport launch(String who, String commandLine, boolean terminal, Transport.Receiver receiver)
            throws UnreachableException {
        if (closed) {
            throw new UnreachableException(who + ": the run has ended");
        }
        for (Iterator<SshConnection> each = connections.iterator(); each.hasNext(); ) {
            SshConnection connection = each.next();
            if (!connection.isAlive()) {
                connection.close();
                each.remove();
            }
        }
        for (SshConnection connection : connections) {
            try {
                return connection.launch(
                        commandLine, terminal, receiver, destination.transport().timeout());
            } catch (JSchException | IOException refused) {
                // Full, or just now gone: the next connection may do.
                continue;
            }
        }
        if (connections.size() >= MOST_CONNECTIONS) {
            throw new UnreachableException(who + ": " + MOST_CONNECTIONS
                    + " connections allow no further session; raise MaxSessions in its sshd_config");
        }
        SshConnection connection = SshConnection.open(who, destination);
        connections.add(connection);
        try {
            return connection.launch(
                    commandLine, terminal, receiver, destination.transport().timeout());
        } catch (JSchException | IOException refused) {
            throw new UnreachableException(
                    who + ": the login succeeded, but the server did not open a session (" + refused.getMessage()
                            + "); look at MaxSessions and ForceCommand in its sshd_config",
                    refused);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        connections.forEach(SshConnection::close);
        connections.clear();
    }
}
