package dev.sluice.testing;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.Target;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connection of a test: every session of it is one and the same host.
 *
 * @param host what answers and acts
 */
record OwnConnector(Host host) implements Connector {
    /** What answers and acts in a test. */
    interface Host {
        /** The user as whom it acts. */
        String user();

        /**
         * The answer to a question.
         *
         * @throws UnparsableOutputException if what came is not understood
         */
        Answer<?> answer(Fact<?> fact);

        /** Carries out a step. */
        StepOutcome<?> perform(Step<?> step);

        /** Told before a condition is waited for. @return whether waiting can bring it about; else one look decides */
        default boolean waits() {
            return true;
        }
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public boolean understands(Protocol protocol) {
        return true;
    }

    @Override
    public Session open(Target target, Become become) {
        return new OwnSession(host);
    }

    private static final class OwnSession implements Session {
        private final Host host;
        private long roundTrips;

        OwnSession(Host host) {
            this.host = host;
        }

        @Override
        public String user() {
            return host.user();
        }

        @Override
        public Map<Fact<?>, Reading> read(List<Fact<?>> facts) {
            roundTrips++;
            Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
            facts.forEach(fact -> readings.put(fact, reading(fact)));
            return readings;
        }

        private Reading reading(Fact<?> fact) {
            try {
                return new Reading.Answered(host.answer(fact));
            } catch (UnparsableOutputException notUnderstood) {
                return new Reading.Broken(String.valueOf(notUnderstood.getMessage()));
            }
        }

        @Override
        public StepOutcome<?> perform(Step<?> step, StepContext context) {
            roundTrips++;
            return host.perform(step);
        }

        @Override
        public <V> StepOutcome<Steps.Seen<V>> await(Steps.Await<V> step, StepContext context)
                throws UnreachableException {
            return Session.super.await(step, host.waits() ? context : new OneLook(context));
        }

        @Override
        public void interrupt() {
            // nobody interrupts a test
        }

        @Override
        public long roundTrips() {
            return roundTrips;
        }

        @Override
        public void close() {
            // the host is the test's
        }
    }
}
