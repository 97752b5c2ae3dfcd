package dev.sluice.connection;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One SSH connection, with those to the hosts on the way. */
final class SshConnection implements AutoCloseable {
    /** How often a server that hangs up before it has said anything (MaxStartups) is tried again. */
    private static final int MOST_ATTEMPTS = 6;

    /**
     * What makes a login fast. The probes of all algorithms ask for what is not offered here; asking for the permitted
     * methods ("none") costs a round trip and tells nothing that is needed. Measured on loopback in a running JVM: 62 ms with
     * JSch's own settings, 33 ms with these.
     */
    private static final Map<String, String> FAST = Map.of(
            "CheckCiphers", "",
            "CheckKexes", "",
            "CheckSignatures", "",
            "enable_auth_none", "no",
            "kex", SshAlgorithms.KEY_EXCHANGES);

    private final Session session;
    private final List<SshConnection> way;

    private SshConnection(Session session, List<SshConnection> way) {
        this.session = session;
        this.way = way;
    }

    /**
     * Connects and logs in.
     *
     * @param who the target in messages
     */
    static SshConnection open(String who, SshDestination destination) throws UnreachableException {
        List<SshConnection> way = new ArrayList<>();
        boolean opened = false;
        try {
            for (SshDestination jump : destination.jumps()) {
                way.add(open(who + ": on the way through " + jump.address(), jump, way));
            }
            SshConnection connection = open(who, destination, way);
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                close(way);
            }
        }
    }

    private static SshConnection open(String who, SshDestination destination, List<SshConnection> way)
            throws UnreachableException {
        Session previous = way.isEmpty() ? null : way.get(way.size() - 1).session;
        for (int attempt = 1; ; attempt++) {
            Attempt made = new Attempt(destination, previous);
            try {
                return new SshConnection(made.connect(), List.copyOf(way));
            } catch (JSchException | IOException failed) {
                if (attempt == MOST_ATTEMPTS || !SshFailures.isHungUp(failed)) {
                    throw new UnreachableException(
                            who + ": "
                                    + SshFailures.explain(
                                            destination, made.hostKeys(), made.identities(), failed, attempt),
                            failed);
                }
                pause(attempt);
            }
        }
    }

    /** Waits longer each time, and not all hosts equally long. */
    private static void pause(int attempt) throws UnreachableException {
        try {
            TimeUnit.MILLISECONDS.sleep((50L << attempt) + Math.floorMod(System.nanoTime() / 1000, 50L << attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while connecting", interrupted);
        }
    }

    /** One try to connect, with what it needs for explaining its failure. */
    private static final class Attempt {
        private final SshDestination destination;
        private final @Nullable Session previous;
        private @Nullable HostKeyCheck hostKeys;
        private @Nullable SshIdentities identities;

        Attempt(SshDestination destination, @Nullable Session previous) {
            this.destination = destination;
            this.previous = previous;
        }

        @Nullable
        HostKeyCheck hostKeys() {
            return hostKeys;
        }

        @Nullable
        SshIdentities identities() {
            return identities;
        }

        Session connect() throws JSchException, IOException {
            Duration timeout = destination.transport().timeout();
            HostKeyCheck check = new HostKeyCheck(
                    destination.hostKeys(), destination.server().knownAs());
            SshIdentities keys = SshIdentities.of(destination);
            hostKeys = check;
            identities = keys;
            Session session = new JSch()
                    .getSession(
                            destination.login().user(),
                            destination.server().host(),
                            destination.server().port());
            session.setDaemonThread(true);
            session.setHostKeyRepository(check);
            session.setIdentityRepository(keys);
            if (destination.server().alias() != null) {
                session.setHostKeyAlias(destination.server().alias());
            }
            configure(session, keys);
            JumpProxy proxy = previous == null ? null : new JumpProxy(previous);
            if (proxy == null) {
                session.setSocketFactory(new QuickSocketFactory(timeout));
            } else {
                session.setProxy(proxy);
            }
            connect(session, timeout);
            session.setServerAliveCountMax(destination.transport().aliveCount());
            session.setServerAliveInterval(
                    Math.toIntExact(destination.transport().alive().toMillis()));
            if (proxy != null) {
                proxy.setTimeout(destination.transport().alive());
            }
            return session;
        }

        private void configure(Session session, SshIdentities keys) {
            FAST.forEach(session::setConfig);
            destination.transport().algorithms().forEach(session::setConfig);
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("PreferredAuthentications", "publickey");
            // With one key the server is not asked first whether it would accept it.
            session.setConfig("enable_pubkey_auth_query", keys.count() == 1 ? "no" : "yes");
            if (destination.login().password() != null) {
                String password = String.valueOf(destination.login().password().value());
                session.setConfig("PreferredAuthentications", "publickey,password,keyboard-interactive");
                session.setPassword(password.getBytes(StandardCharsets.UTF_8));
                session.setUserInfo(new PasswordAnswers(password));
            }
        }

        /** JSch's own timeout is for each read; this one is for all of them. */
        private static void connect(Session session, Duration timeout) throws JSchException {
            long patience = timeout.toMillis() * 2;
            Executor later = CompletableFuture.delayedExecutor(patience, TimeUnit.MILLISECONDS);
            CompletableFuture<Void> tooLate = CompletableFuture.runAsync(session::disconnect, later);
            try {
                session.connect(Math.toIntExact(timeout.toMillis()));
            } finally {
                tooLate.cancel(false);
            }
        }
    }

    boolean isAlive() {
        return session.isConnected();
    }

    Transport launch(String commandLine, boolean terminal, Transport.Receiver receiver, Duration timeout)
            throws JSchException, IOException {
        return SshTransport.start(session, commandLine, terminal, receiver, Math.toIntExact(timeout.toMillis()));
    }

    private static void close(List<SshConnection> way) {
        for (int index = way.size() - 1; index >= 0; index--) {
            way.get(index).session.disconnect();
        }
    }

    @Override
    public void close() {
        session.disconnect();
        close(way);
    }
}
