package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.StepContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session with a simulated target. No step is run; what it is predicted to do is done to the simulation. */
final class SandboxSession implements Session {
    private final SandboxHost host;
    private final String user;

    SandboxSession(SandboxHost host, String user) {
        this.host = host;
        this.user = user;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Map<Fact<?>, Reading> read(List<Fact<?>> facts) {
        Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
        for (Fact<?> fact : facts) {
            readings.put(fact, read(fact));
        }
        return readings;
    }

    private Reading read(Fact<?> fact) {
        try {
            return new Reading.Answered(host.answer(fact, user));
        } catch (SandboxHost.UnreadableRecordException notUnderstood) {
            return new Reading.Broken(String.valueOf(notUnderstood.getMessage()));
        }
    }

    @Override
    public StepOutcome<?> perform(Step<?> step, StepContext context) {
        host.apply(context.effects());
        return StepOutcome.simulated(step);
    }

    @Override
    public void interrupt() {
        // Nothing ever runs.
    }

    @Override
    public long roundTrips() {
        return 0;
    }

    @Override
    public void close() {
        // The host outlives its sessions: the connector writes its state.
    }
}
