package dev.sluice.cli;

import dev.sluice.spi.Description;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Name;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.value.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A family whose targets have no shell: its connection only knows how many objects there are. */
public final class ClusterFamily implements Family {
    private static final Protocol OBJECTS = new Protocol("count interface");

    /** How many objects there are. */
    record Objects() implements Fact<Long> {
        @Override
        public Set<Name> names() {
            return Set.of();
        }

        @Override
        public String describe() {
            return "the number of objects";
        }
    }

    @Description(value = "Counts objects.", example = "- count_objects:")
    record Wanted() {}

    private record CountObjects() implements Module<Wanted> {
        @Override
        public String name() {
            return "count_objects";
        }

        @Override
        public Class<Wanted> parameters() {
            return Wanted.class;
        }

        @Override
        public Set<Protocol> needs() {
            return Set.of(OBJECTS);
        }

        @Override
        public Plan plan(Wanted wanted, Facts facts) {
            return Plan.unchanged(Map.of("count", facts.get(new Objects())));
        }
    }

    private record Cluster() implements Connector {
        @Override
        public String name() {
            return "cluster";
        }

        @Override
        public boolean understands(Protocol protocol) {
            return protocol.equals(OBJECTS);
        }

        @Override
        public Session open(Target target, Become become) {
            return new Counting();
        }
    }

    private record Counting() implements Session {
        @Override
        public String user() {
            return "nobody";
        }

        @Override
        public Map<Fact<?>, Reading> read(List<Fact<?>> facts) {
            Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
            facts.forEach(fact -> readings.put(
                    fact,
                    fact instanceof Objects
                            ? new Reading.Answered(Answer.of(3L))
                            : new Reading.Broken("asked for what needs a shell: " + fact.describe())));
            return readings;
        }

        @Override
        public StepOutcome<?> perform(Step<?> step, StepContext context) {
            return StepOutcome.failed(step, "no step is known here", Duration.ZERO);
        }

        @Override
        public void interrupt() {}

        @Override
        public long roundTrips() {
            return 0;
        }

        @Override
        public void close() {}
    }

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of(new CountObjects());
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of(Objects.class);
    }

    @Override
    public List<Connector> connectors() {
        return List.of(new Cluster());
    }
}
