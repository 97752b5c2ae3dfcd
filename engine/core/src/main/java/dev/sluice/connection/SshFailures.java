package dev.sluice.connection;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in one line why an SSH connection could not be made and what to do. */
final class SshFailures {
    private SshFailures() {}

    /** Whether the server hung up without a word, as it does when too many log in at once. */
    static boolean isHungUp(Exception failed) {
        String text = text(failed);
        return text.contains("closed by foreign host")
                || text.contains("Connection reset")
                || text.contains("End of IO Stream")
                || text.contains("Broken pipe");
    }

    static String explain(
            SshDestination destination,
            @Nullable HostKeyCheck hostKeys,
            @Nullable SshIdentities identities,
            Exception failed,
            int attempts) {
        if (hostKeys != null && hostKeys.refusal() != null) {
            return hostKeys.refusal();
        }
        String address =
                destination.server().host() + " port " + destination.server().port();
        String text = text(failed);
        if (has(failed, UnknownHostException.class)) {
            return "the name '" + destination.server().host() + "' cannot be resolved; set ansible_host or fix DNS";
        }
        if (has(failed, NoRouteToHostException.class)) {
            return "no route to " + address;
        }
        if (has(failed, SocketTimeoutException.class) || text.contains("timeout")) {
            return "no answer from " + address + " within "
                    + destination.transport().timeout().toSeconds() + " s; is it up, and does a firewall allow SSH?";
        }
        if (has(failed, ConnectException.class)) {
            return "cannot connect to " + address + ": " + message(failed, ConnectException.class)
                    + "; is sshd running there?";
        }
        if (text.contains("Auth fail")
                || text.contains("Auth cancel")
                || text.contains("USERAUTH fail")
                || text.contains("Too many authentication failures")) {
            return login(destination, identities);
        }
        if (isHungUp(failed)) {
            return address + " closed the connection before the login, " + attempts
                    + " times; it may refuse many logins at once (MaxStartups in sshd_config) or this address altogether";
        }
        if (text.contains("Algorithm negotiation fail")) {
            return "no common algorithm with " + address + ": " + text
                    + "; an old server may need KexAlgorithms, HostKeyAlgorithms or Ciphers in ~/.ssh/config";
        }
        return "the SSH connection to " + address + " failed: " + text;
    }

    private static String login(SshDestination destination, @Nullable SshIdentities identities) {
        List<String> remarks = identities == null ? List.of() : identities.remarks();
        String tried = String.join("; ", remarks);
        if (destination.login().password() != null) {
            tried = tried.isEmpty() ? "the password" : tried + "; the password";
        }
        return "the login as " + destination.login().user() + " was refused"
                + (tried.isEmpty()
                        ? "; no key and no password available: set ansible_ssh_private_key_file, or start an agent"
                        : "; tried: " + tried);
    }

    private static boolean has(Throwable failed, Class<? extends Throwable> kind) {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private static String message(Throwable failed, Class<? extends Throwable> kind) {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return String.valueOf(each.getMessage());
            }
        }
        return "";
    }

    private static String text(Throwable failed) {
        return failed.getMessage() == null ? failed.toString() : failed.getMessage();
    }
}
