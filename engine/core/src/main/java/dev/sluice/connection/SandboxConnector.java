package dev.sluice.connection;

import dev.sluice.connection.facts.FactFile;
import dev.sluice.connection.facts.FactFileException;
import dev.sluice.connection.facts.FactRegistry;
import dev.sluice.connection.facts.FactStore;
import dev.sluice.source.FileNames;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Simulated targets: {@code ansible_connection: sandbox}. {@code sandbox_facts} is the fact file with which they begin,
 * {@code sandbox_state} the one in which a run leaves what it did and from which the next one goes on; several targets may
 * share them. Relative paths are relative to {@code inventory_dir}. Without any file nothing is known.
 */
final class SandboxConnector implements Connector {
    private static final Path NO_FILE = Path.of("");

    private final FactRegistry registry;
    private final Predicate<String> isSecret;
    private final InstantSource clock;
    private final Map<Path, FactStore> read = new HashMap<>();
    private final Map<String, SandboxHost> hosts = new LinkedHashMap<>();
    private final Map<String, Path> states = new HashMap<>();

    SandboxConnector(FactRegistry registry, Predicate<String> isSecret, InstantSource clock) {
        this.registry = registry;
        this.isSecret = isSecret;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sandbox";
    }

    /** It simulates whatever a real connection does. */
    @Override
    public boolean understands(Protocol protocol) {
        return true;
    }

    @Override
    public synchronized Session open(Target target, Become become) throws UnreachableException {
        SandboxHost host = hosts.get(target.name());
        if (host == null) {
            host = create(target);
            hosts.put(target.name(), host);
        }
        return new SandboxSession(host, user(target, become, host));
    }

    /** Who sees: whom the session becomes, else who logs in according to the variables, else who did when recording. */
    static String user(Target target, Become become, SandboxHost host) {
        if (!become.method().isEmpty()) {
            return become.user().isEmpty() ? "root" : become.user();
        }
        Object login = target.variables().get("ansible_user");
        return login == null || String.valueOf(login).isEmpty() ? host.login() : String.valueOf(login);
    }

    private SandboxHost create(Target target) throws UnreachableException {
        Path facts = path(target, "sandbox_facts");
        Path state = path(target, "sandbox_state");
        if (state != null) {
            states.put(target.name(), state);
        }
        Path start = state != null && knows(state, target.name()) ? state : facts;
        return new SandboxHost(target.name(), store(start == null ? NO_FILE : start), clock);
    }

    /** A state that another target left says nothing about this one. */
    private boolean knows(Path state, String target) throws UnreachableException {
        return Files.exists(state) && store(state).targets().contains(target);
    }

    private FactStore store(Path file) throws UnreachableException {
        FactStore known = read.get(file);
        if (known == null) {
            try {
                known = file.equals(NO_FILE)
                        ? new FactStore(registry, isSecret)
                        : FactFile.read(file, registry, isSecret);
            } catch (FactFileException unreadable) {
                throw new UnreachableException(String.valueOf(unreadable.getMessage()), unreadable);
            }
            read.put(file, known);
        }
        return known;
    }

    private static @Nullable Path path(Target target, String variable) {
        Object value = target.variables().get(variable);
        if (value == null || String.valueOf(value).isEmpty()) {
            return null;
        }
        Object base = target.variables().get("inventory_dir");
        Path path = FileNames.path(String.valueOf(value));
        return base == null ? path : FileNames.path(String.valueOf(base)).resolve(path);
    }

    /** Writes the state of the targets that were changed. Those that were not are kept as they are in the file. */
    @Override
    public synchronized void close() {
        Map<Path, FactStore> changed = new LinkedHashMap<>();
        hosts.forEach((name, host) -> {
            Path state = states.get(name);
            if (state != null && host.isChanged()) {
                host.settle(changed.computeIfAbsent(state, this::former));
            }
        });
        changed.forEach((file, store) -> {
            try {
                FactFile.write(store, file);
            } catch (FactFileException failed) {
                throw new IllegalStateException(failed.getMessage(), failed);
            }
        });
        hosts.clear();
        states.clear();
        read.clear();
    }

    private FactStore former(Path state) {
        FactStore former = new FactStore(registry, isSecret);
        FactStore before = read.get(state);
        if (before != null) {
            before.targets().forEach(target -> new SandboxHost(target, before, clock).settle(former));
        }
        return former;
    }
}
