package dev.sluice.connection;

import dev.sluice.spi.value.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that says how an SSH connection is made. Targets with equal destinations share one.
 *
 * @param server where it leads
 * @param login as whom, and with what
 * @param hostKeys which host keys are trusted
 * @param transport how the connection is kept
 * @param jumps the hosts on the way, in order
 */
record SshDestination(
        Server server, Login login, HostKeyPolicy hostKeys, Transport transport, List<SshDestination> jumps) {
    /**
     * Where a connection leads.
     *
     * @param host name or address to connect to
     * @param port 1 to 65535
     * @param alias the name under which the host key is known; null for host and port
     */
    record Server(String host, int port, @Nullable String alias) {
        /** The name under which the host key is known. */
        String knownAs() {
            if (alias != null) {
                return alias;
            }
            return port == 22 ? host : "[" + host + "]:" + port;
        }
    }

    /**
     * As whom to log in, and with what.
     *
     * @param user as whom
     * @param password null if there is none
     * @param identities private keys, in order
     * @param onlyThese whether keys of the agent that are not among the identities are left alone
     * @param agent the socket of the SSH agent; null for none
     */
    record Login(
            String user,
            @Nullable Secret password,
            List<Path> identities,
            boolean onlyThese,
            @Nullable Path agent) {}

    /**
     * How a connection is kept.
     *
     * @param timeout for the connection to be made
     * @param alive after which silence the server is asked whether it is there
     * @param aliveCount after how many questions without an answer the connection counts as lost
     * @param algorithms JSch's names of what was chosen differently
     */
    record Transport(Duration timeout, Duration alive, int aliveCount, Map<String, String> algorithms) {}

    /**
     * Which host keys are trusted.
     *
     * @param files of known hosts; new keys are added to the first
     * @param checking what happens with others
     * @param hashed whether names are hashed when a key is added
     */
    record HostKeyPolicy(List<Path> files, Checking checking, boolean hashed) {}

    /** What happens with a host key that is not known. */
    enum Checking {
        /** It is refused. */
        STRICT,
        /** It is accepted and remembered; a changed one is refused. */
        ACCEPT_NEW,
        /** Every key is accepted. */
        OFF
    }

    /** {@code user@host}, with the port if it is not the usual one. */
    String address() {
        return login.user() + "@" + server.host() + (server.port() == 22 ? "" : ":" + server.port());
    }

    SshDestination withoutJumps() {
        return new SshDestination(server, login, hostKeys, transport, List.of());
    }
}
