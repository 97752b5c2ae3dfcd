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

/** Every target of a run by how and as what it is reached. Everything local is one machine. Thread-safe. */
public final class Targets {
    private final Map<String, TargetState> states = new LinkedHashMap<>();
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

    public synchronized TargetState of(String connection, String host, Supplier<Target> description) {
        String key = connection.equals("local") ? "local" : connection + " " + host;
        return states.computeIfAbsent(
                key, fresh -> new TargetState(host, new Memory(clock, lifetime, epoch), description));
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
