package dev.sluice.connection;

import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts over SSH: {@code ansible_connection: ssh}, the usual one. */
final class SshConnector implements Connector {
    private final SshResolver resolver;
    private final Nonces nonces;
    private final Duration questionLimit;
    private final Map<SshDestination, SshRoute> routes = new ConcurrentHashMap<>();

    SshConnector(SshResolver resolver, Nonces nonces, Duration questionLimit) {
        this.resolver = resolver;
        this.nonces = nonces;
        this.questionLimit = questionLimit;
    }

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public boolean understands(Protocol protocol) {
        return protocol.equals(Protocol.SHELL);
    }

    /** Where the connection leads, as the inventory and the configuration of SSH say. */
    @Override
    public String machine(Target target) {
        try {
            SshDestination.Server server = resolver.resolve(target).server();
            return server.host().toLowerCase(Locale.ROOT) + " " + server.port();
        } catch (UnreachableException nowhere) {
            return target.name();
        }
    }

    @Override
    public Session open(Target target, Become become) throws UnreachableException {
        SshDestination destination = resolver.resolve(target);
        SshRoute route = routes.computeIfAbsent(destination, SshRoute::new);
        // A password dialogue may be slow on purpose: sudo and PAM wait after a wrong one.
        Duration opening = destination.transport().timeout().plusSeconds(20);
        return ShellSession.open(
                new SshLauncher(target.name(), destination, route),
                BecomeWay.of(become),
                nonces,
                new ShellSession.Timeouts(opening, questionLimit));
    }

    @Override
    public void close() {
        routes.values().forEach(SshRoute::close);
    }

    private record SshLauncher(String name, SshDestination destination, SshRoute route) implements Launcher {
        @Override
        public Transport launch(String commandLine, boolean terminal, Transport.Receiver receiver)
                throws UnreachableException {
            return route.launch(describe(), commandLine, terminal, receiver);
        }

        @Override
        public String describe() {
            return name.equals(destination.server().host())
                            && destination.server().port() == 22
                    ? name
                    : name + " (" + destination.address() + ")";
        }

        @Override
        public String user() {
            return destination.login().user();
        }
    }
}
