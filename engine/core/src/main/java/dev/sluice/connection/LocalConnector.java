package dev.sluice.connection;

import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.io.IOException;
import java.time.Duration;

/** The machine on which Sluice runs: {@code ansible_connection: local}. */
final class LocalConnector implements Connector {
    private static final Duration OPENING = Duration.ofSeconds(30);

    private final Nonces nonces;
    private final String user;

    /**
     * @param user who runs Sluice
     */
    LocalConnector(Nonces nonces, String user) {
        this.nonces = nonces;
        this.user = user;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public boolean understands(Protocol protocol) {
        return protocol.equals(Protocol.SHELL);
    }

    @Override
    public Session open(Target target, Become become) throws UnreachableException {
        return ShellSession.open(
                new LocalLauncher(target.name(), user),
                BecomeWay.of(become),
                nonces,
                new ShellSession.Timeouts(OPENING, FactReader.QUESTION_LIMIT));
    }

    private record LocalLauncher(String name, String user) implements Launcher {
        @Override
        public Transport launch(String commandLine, boolean terminal, Transport.Receiver receiver)
                throws UnreachableException {
            if (terminal) {
                throw new UnreachableException(describe()
                        + ": doas asks for its password on a terminal, which a local connection has not; use 'permit nopass'"
                        + " in doas.conf, or become_method sudo");
            }
            try {
                return new ProcessTransport(new ProcessBuilder("sh", "-c", commandLine).start(), receiver);
            } catch (IOException missing) {
                throw new UnreachableException(describe() + ": cannot start 'sh': " + missing.getMessage(), missing);
            }
        }

        @Override
        public String describe() {
            return name + " (this machine)";
        }
    }
}
