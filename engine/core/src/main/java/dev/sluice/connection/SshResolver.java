package dev.sluice.connection;

import dev.sluice.connection.SshDestination.Checking;
import dev.sluice.connection.SshDestination.HostKeyPolicy;
import dev.sluice.source.FileNames;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how to reach a target: its variables (those of Ansible's ssh connection), then the arguments in
 * {@code ansible_ssh_args}, {@code ansible_ssh_common_args} and {@code ansible_ssh_extra_args}, then
 * {@code ~/.ssh/config} and {@code /etc/ssh/ssh_config}. Thread-safe.
 */
final class SshResolver {
    private static final int MOST_JUMPS = 8;
    private static final Path SYSTEM_CONFIG = Path.of("/etc/ssh/ssh_config");
    private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final Path home;
    private final String localUser;
    private final Map<String, String> environment;
    private final Map<Path, SshConfig> configs = new ConcurrentHashMap<>();
    private final SshAlgorithms algorithms = new SshAlgorithms();

    /**
     * @param home of the user who runs Sluice
     * @param environment of Sluice: {@code SSH_AUTH_SOCK}
     */
    SshResolver(Path home, String localUser, Map<String, String> environment) {
        this.home = home;
        this.localUser = localUser;
        this.environment = Map.copyOf(environment);
    }

    SshDestination resolve(Target target) throws UnreachableException {
        Map<String, Object> variables = target.variables();
        String host = text(variables, "ansible_host", "ansible_ssh_host");
        SshOptions options = new SshOptions();
        take(variables, options, "Port", "ansible_port", "ansible_ssh_port");
        take(variables, options, "User", "ansible_user", "ansible_ssh_user");
        take(variables, options, "IdentityFile", "ansible_ssh_private_key_file", "ansible_private_key_file");
        take(variables, options, "ConnectTimeout", "ansible_ssh_timeout", "ansible_timeout");
        String checking = text(variables, "ansible_ssh_host_key_checking", "ansible_host_key_checking");
        if (checking != null) {
            options.add("StrictHostKeyChecking", isFalse(checking) ? "no" : "yes");
        }
        for (String arguments : List.of("ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args")) {
            String words = text(variables, arguments);
            if (words != null) {
                SshArguments.read(target.name() + ": " + arguments, words, options);
            }
        }
        Object password = first(variables, "ansible_password", "ansible_ssh_pass", "ansible_ssh_password");
        Secret secret = password == null || String.valueOf(password).isEmpty() ? null : Secret.of(password);
        return resolve(host == null ? target.name() : host, options, secret, 0);
    }

    private static boolean isFalse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "false", "no", "off", "0" -> true;
            default -> false;
        };
    }

    private void take(Map<String, Object> variables, SshOptions options, String option, String... names) {
        String value = text(variables, names);
        if (value != null) {
            options.add(option, value);
        }
    }

    private static @Nullable Object first(Map<String, Object> variables, String... names) {
        for (String name : names) {
            if (variables.get(name) != null) {
                return variables.get(name);
            }
        }
        return null;
    }

    private static @Nullable String text(Map<String, Object> variables, String... names) {
        Object found = first(variables, names);
        if (found instanceof Secret secret) {
            return String.valueOf(secret.value());
        }
        return found == null || String.valueOf(found).isEmpty() ? null : String.valueOf(found);
    }

    private SshDestination resolve(String name, SshOptions options, @Nullable Secret password, int depth)
            throws UnreachableException {
        String other = options.get(SshConfig.FILE);
        if (other == null) {
            config(home.resolve(".ssh/config")).apply(name, options);
            config(SYSTEM_CONFIG).apply(name, options);
        } else if (!other.equals("none")) {
            config(FileNames.path(expandHome(other))).apply(name, options);
        }
        String user = options.get("User", localUser);
        String host = options.get("HostName", name).replace("%h", name).replace("%%", "%");
        int port = number(name, "Port", options, 22, 65535);
        Tokens tokens = new Tokens(host, name, port, user);
        String alias = options.get("HostKeyAlias");
        if (!"none".equals(options.get("ProxyCommand", "none")) && options.get("ProxyJump") == null) {
            throw new UnreachableException(
                    name + ": ProxyCommand is not supported; use ProxyJump, which needs no program");
        }
        return new SshDestination(
                new SshDestination.Server(host, port, alias == null ? null : tokens.expand(alias)),
                new SshDestination.Login(
                        user, password, identities(options, tokens), options.isSet("IdentitiesOnly"), agent(options)),
                new HostKeyPolicy(
                        knownHosts(options, tokens), checking(name, options), options.isSet("HashKnownHosts")),
                new SshDestination.Transport(
                        Duration.ofSeconds(number(name, "ConnectTimeout", options, 10, 3600)),
                        Duration.ofSeconds(number(name, "ServerAliveInterval", options, 15, 3600)),
                        number(name, "ServerAliveCountMax", options, 3, 1000),
                        algorithms.chosen(name, options)),
                jumps(options, tokens, depth));
    }

    private SshConfig config(Path file) throws UnreachableException {
        SshConfig known = configs.get(file);
        if (known == null) {
            try {
                known = SshConfig.read(file, home);
            } catch (IOException unreadable) {
                throw new UnreachableException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
            }
            configs.put(file, known);
        }
        return known;
    }

    private static int number(String host, String name, SshOptions options, int otherwise, int most)
            throws UnreachableException {
        String text = options.get(name);
        if (text == null || text.equals("none")) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) > most) {
            throw new UnreachableException(
                    host + ": " + name + " is '" + text + "'; it should be a number from 1 to " + most);
        }
        int number = Integer.parseInt(text);
        return number == 0 ? otherwise : number;
    }

    private List<Path> identities(SshOptions options, Tokens tokens) {
        List<Path> found = new ArrayList<>();
        for (String file : options.all("IdentityFile")) {
            if (!file.equals("none")) {
                found.add(FileNames.path(expandHome(tokens.expand(file))));
            }
        }
        if (options.all("IdentityFile").isEmpty()) {
            USUAL_KEYS.stream()
                    .map(each -> home.resolve(".ssh").resolve(each))
                    .filter(Files::exists)
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    private @Nullable Path agent(SshOptions options) {
        String socket = options.get("IdentityAgent", "SSH_AUTH_SOCK");
        if (socket.equals("SSH_AUTH_SOCK") || socket.equals("$SSH_AUTH_SOCK")) {
            socket = environment.getOrDefault("SSH_AUTH_SOCK", "none");
        }
        return socket.equals("none") || socket.isEmpty() ? null : FileNames.path(expandHome(socket));
    }

    private List<Path> knownHosts(SshOptions options, Tokens tokens) {
        List<Path> files = new ArrayList<>();
        String users = options.get("UserKnownHostsFile", "~/.ssh/known_hosts ~/.ssh/known_hosts2");
        String global = options.get("GlobalKnownHostsFile", "/etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2");
        for (String file : (users + " " + global).strip().split("\\s+")) {
            if (!file.equals("none")) {
                files.add(FileNames.path(expandHome(tokens.expand(file))));
            }
        }
        return List.copyOf(files);
    }

    /** {@code ask} is strict here, for there may be nobody to ask. */
    private static Checking checking(String host, SshOptions options) throws UnreachableException {
        String text = options.get("StrictHostKeyChecking", "yes");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "ask" -> Checking.STRICT;
            case "accept-new" -> Checking.ACCEPT_NEW;
            case "no", "false", "off" -> Checking.OFF;
            default ->
                throw new UnreachableException(
                        host + ": StrictHostKeyChecking is '" + text + "'; it should be yes, accept-new or no");
        };
    }

    private List<SshDestination> jumps(SshOptions options, Tokens tokens, int depth) throws UnreachableException {
        String text = options.get("ProxyJump", "none");
        if (text.equals("none")) {
            return List.of();
        }
        if (depth >= MOST_JUMPS) {
            throw new UnreachableException(
                    tokens.host() + ": more than " + MOST_JUMPS + " ProxyJump hosts; do they name each other?");
        }
        List<SshDestination> jumps = new ArrayList<>();
        for (String jump : tokens.expand(text).split(",")) {
            SshDestination resolved = jump(jump.strip(), depth + 1);
            if (jumps.isEmpty()) {
                jumps.addAll(resolved.jumps());
            }
            jumps.add(resolved.withoutJumps());
        }
        return List.copyOf(jumps);
    }

    /** {@code [user@]host[:port]}, or {@code ssh://...}; the rest comes from the configuration file, as with OpenSSH. */
    private SshDestination jump(String text, int depth) throws UnreachableException {
        SshOptions options = new SshOptions();
        String rest = text.startsWith("ssh://") ? text.substring("ssh://".length()) : text;
        int at = rest.lastIndexOf('@');
        if (at >= 0) {
            options.add("User", rest.substring(0, at));
            rest = rest.substring(at + 1);
        }
        int colon = rest.lastIndexOf(':');
        if (rest.startsWith("[") && rest.contains("]")) {
            int end = rest.indexOf(']');
            if (colon > end) {
                options.add("Port", rest.substring(colon + 1));
            }
            rest = rest.substring(1, end);
        } else if (colon >= 0 && rest.indexOf(':') == colon) {
            options.add("Port", rest.substring(colon + 1));
            rest = rest.substring(0, colon);
        }
        return resolve(rest, options, null, depth);
    }

    private String expandHome(String path) {
        return path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path;
    }

    /** The percent signs of ssh_config(5). */
    private final class Tokens {
        private final String host;
        private final String original;
        private final int port;
        private final String user;

        Tokens(String host, String original, int port, String user) {
            this.host = host;
            this.original = original;
            this.port = port;
            this.user = user;
        }

        String host() {
            return host;
        }

        String expand(String text) {
            StringBuilder result = new StringBuilder();
            for (int at = 0; at < text.length(); at++) {
                char each = text.charAt(at);
                if (each != '%' || at + 1 == text.length()) {
                    result.append(each);
                    continue;
                }
                char token = text.charAt(++at);
                result.append(
                        switch (token) {
                            case 'h' -> host;
                            case 'n' -> original;
                            case 'p' -> Integer.toString(port);
                            case 'r' -> user;
                            case 'u' -> localUser;
                            case 'd' -> home.toString();
                            case '%' -> "%";
                            default -> "%" + token;
                        });
            }
            return result.toString();
        }
    }
}
