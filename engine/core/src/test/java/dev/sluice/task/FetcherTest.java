package dev.sluice.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.overlay.Memory;
import dev.sluice.overlay.Question;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.value.Answer;
import dev.sluice.state.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often a host is asked, and how often coming tasks are planned to find out what to ask with it. */
class FetcherTest {
    private record Size(String path) implements Fact<Long> {
        @Override
        public Set<Name> names() {
            return Set.of(Name.path(path));
        }

        @Override
        public String describe() {
            return "the size of " + path;
        }
    }

    /** Answers 1 to everything. */
    private static final class Noting implements Session {
        private final List<List<Fact<?>>> asked = new ArrayList<>();

        @Override
        public Map<Fact<?>, Reading> read(List<Fact<?>> facts) {
            asked.add(List.copyOf(facts));
            Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
            facts.forEach(fact -> readings.put(fact, new Reading.Answered(Answer.of(1L))));
            return readings;
        }

        @Override
        public String user() {
            return "root";
        }

        @Override
        public StepOutcome<?> perform(Step<?> step, StepContext context) {
            throw new AssertionError("nothing is to be done");
        }

        @Override
        public void interrupt() {}

        @Override
        public long roundTrips() {
            return asked.size();
        }

        @Override
        public void close() {}
    }

    private final Memory memory = new Memory(InstantSource.fixed(Instant.EPOCH), Duration.ofMinutes(1));
    private final TargetState target = new TargetState("nas", memory, () -> {
        throw new AssertionError("nobody connects");
    });
    private final Noting session = new Noting();

    private long size(String path) {
        return memory.observed(new Size(path), Viewpoint.of("root")).get();
    }

    private void hint(String path) {
        memory.hint(new Question(new Size(path), "root"));
    }

    @Test
    void itIsLookedAheadOnceForEachRoundTrip() throws Exception {
        List<String> looks = new ArrayList<>();

        long sum = Fetcher.settle(
                target,
                session,
                () -> {
                    looks.add("a look");
                    hint("/later");
                },
                () -> size("/first") + size("/second"));

        assertThat(sum).isEqualTo(2);
        assertThat(session.asked)
                .containsExactly(List.of(new Size("/first"), new Size("/later")), List.of(new Size("/second")));
        assertThat(looks).hasSize(2);
    }

    @Test
    void whatIsKnownIsNeitherAskedNorLookedAheadFor() throws Exception {
        memory.put(new Question(new Size("/first"), "root"), new Session.Reading.Answered(Answer.of(5L)));

        long size = Fetcher.<Long>settle(
                target,
                session,
                () -> {
                    throw new AssertionError("nothing is missing");
                },
                () -> size("/first"));

        assertThat(size).isEqualTo(5);
        assertThat(session.asked).isEmpty();
    }
}
