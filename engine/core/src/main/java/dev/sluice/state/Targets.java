package dev.sluice.state;

import dev.sluice.overlay.Epoch;
import dev.sluice.overlay.Memory;
import dev.sluice.spi.Target;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every target of a run by how and as what it is reached, and the machines that they name: what is read, predicted and
 * locked is shared by all names of one. Everything local is one machine. Thread-safe.
 */
public final class Targets {
    private final Map<String, TargetState> states = new LinkedHashMap<>();
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final InstantSource clock;
    private final Duration lifetime;
    private final Epoch epoch = new Epoch();

    /**
     * @param lifetime how long something that was read is relied on
     */
    public Targets(InstantSource clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** A target that no other name can mean. */
    public TargetState of(String connection, String host, Supplier<Target> description) {
        return of(connection, host, description, () -> host);
    }

    /**
     * A target.
     *
     * @param machine tells its machine from the others that this connection reaches; asked once
     */
    public TargetState of(String connection, String host, Supplier<Target> description, Supplier<String> machine) {
        boolean local = connection.equals(TargetState.LOCAL);
        String key = local ? TargetState.LOCAL : connection + " " + host;
        TargetState known = known(key);
        return known != null
                ? known
                : of(key, host, description, local ? TargetState.LOCAL : connection + " " + machine.get());
    }

    private synchronized @Nullable TargetState known(String key) {
        return states.get(key);
    }

    private synchronized TargetState of(String key, String host, Supplier<Target> description, String machine) {
        return states.computeIfAbsent(
                key, fresh -> new TargetState(host, machines.computeIfAbsent(machine, this::machine), description));
    }

    private Machine machine(String name) {
        return new Machine(name, new Memory(clock, lifetime, epoch));
    }

    public synchronized List<TargetState> all() {
        return new ArrayList<>(states.values());
    }

    /** Starts another pass over the phases. */
    public void beginPass() {
        all().forEach(TargetState::beginPass);
    }

    public void interrupt() {
        all().forEach(TargetState::interrupt);
    }

    public void disconnect() {
        all().forEach(TargetState::disconnect);
    }

    public long roundTrips() {
        return all().stream().mapToLong(TargetState::roundTrips).sum();
    }
}
