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
 * @param host name or address to connect to
 * @param port 1 to 65535
 * @param user as whom to log in
 * @param alias the name under which the host key is known; null for host and port
 * @param password null if there is none
 * @param identities private keys, in order
 * @param onlyThese whether keys of the agent that are not among the identities are left alone
 * @param agent the socket of the SSH agent; null for none
 * @param hostKeys which host keys are trusted
 * @param timeout for the connection to be made
 * @param alive after which silence the server is asked whether it is there
 * @param aliveCount after how many questions without an answer the connection counts as lost
 * @param algorithms JSch's names of what was chosen differently
 * @param jumps the hosts on the way, in order
 */
record SshDestination(
        String host,
        int port,
        String user,
        @Nullable String alias,
        @Nullable Secret password,
        List<Path> identities,
        boolean onlyThese,
        @Nullable Path agent,
        HostKeyPolicy hostKeys,
        Duration timeout,
        Duration alive,
        int aliveCount,
        Map<String, String> algorithms,
        List<SshDestination> jumps) {
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

    /** The name under which the host key is known. */
    String knownAs() {
        if (alias != null) {
            return alias;
        }
        return port == 22 ? host : "[" + host + "]:" + port;
    }

    String address() {
        return user + "@" + host + (port == 22 ? "" : ":" + port);
    }
}
