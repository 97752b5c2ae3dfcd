package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connection.facts.FactFile;
import dev.sluice.connection.facts.FactRegistry;
import dev.sluice.connection.facts.FactStore;
import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxConnectorTest {
    private static final Instant RECORDED = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    record Level(String tank) implements Fact<Long> {
        @Override
        public Set<Name> names() {
            return Set.of(new Name("tank", tank));
        }

        @Override
        public String describe() {
            return "the level of " + tank;
        }
    }

    record Filled(String tank, long by) implements Effect {
        @Override
        public void alter(Alterations alterations) {
            alterations.map(Level.class, Reach.at(new Name("tank", tank)), before -> before + by);
        }
    }

    @TempDir
    Path directory;

    private final FactRegistry registry = new FactRegistry(List.of(Level.class));

    private Connector connector() {
        return Connectors.sandbox(registry, text -> false, () -> NOW);
    }

    private Target target(String name) throws Exception {
        Path file = directory.resolve("facts.json");
        if (!file.toFile().exists()) {
            FactStore store = new FactStore(registry, text -> false);
            store.put("pump1", "root", new Level("north"), Answer.of(10L), RECORDED);
            store.put("pump1", "root", new Level("south"), Answer.of(20L), RECORDED);
            store.put("pump2", "root", new Level("north"), Answer.of(30L), RECORDED);
            FactFile.write(store, file);
        }
        return new Target(
                name,
                Map.of(
                        "inventory_dir", directory.toString(),
                        "sandbox_facts", "facts.json",
                        "sandbox_state", "state.json"));
    }

    private static Answer<?> ask(Session session, String tank) throws UnreachableException {
        Fact<?> fact = new Level(tank);
        return ((Reading.Answered) session.read(List.of(fact)).get(fact)).answer();
    }

    private static StepOutcome<?> fill(Session session, String tank, long by) throws UnreachableException {
        return session.perform(
                Steps.Run.script("fill {}", tank), new OnItsOwn(List.of(new Filled(tank, by)), Progress.NONE));
    }

    @Test
    void answersFromTheRecordedFacts() throws Exception {
        try (Session session = connector().open(target("pump1"), Become.NONE)) {
            assertThat(session.user()).isEqualTo("root");
            assertThat(ask(session, "north")).isEqualTo(Answer.of(10L));
        }
    }

    @Test
    void whatWasNotRecordedIsUnknownAndSaysSo() throws Exception {
        Session session = connector().open(target("pump1"), new Become("sudo", "alice", "", null));

        Answer<?> answer = ask(session, "north");

        assertThat(answer.isKnown()).isFalse();
        assertThat(((Answer.Unknown<?>) answer).reason())
                .contains("the level of north (seen by alice)")
                .contains("not among the recorded facts of pump1");
    }

    @Test
    void stepsAreNotRunButTheirEffectsAreSeenByEverySession() throws Exception {
        Connector connector = connector();
        Session session = connector.open(target("pump1"), Become.NONE);

        StepOutcome<?> outcome = fill(session, "north", 5);

        assertThat(outcome.simulated()).isTrue();
        assertThat(outcome.succeeded()).isTrue();
        assertThat(ask(connector.open(target("pump1"), Become.NONE), "north")).isEqualTo(Answer.of(15L));
        assertThat(ask(connector.open(target("pump2"), Become.NONE), "north")).isEqualTo(Answer.of(30L));
    }

    @Test
    void theNextRunSeesWhatTheFirstDid() throws Exception {
        Connector first = connector();
        fill(first.open(target("pump1"), Become.NONE), "north", 5);
        fill(first.open(target("pump2"), Become.NONE), "north", 7);
        first.close();
        Connector second = connector();
        fill(second.open(target("pump1"), Become.NONE), "north", 1);
        second.close();

        Connector third = connector();
        assertThat(ask(third.open(target("pump1"), Become.NONE), "north")).isEqualTo(Answer.of(16L));
        assertThat(ask(third.open(target("pump1"), Become.NONE), "south")).isEqualTo(Answer.of(20L));
        assertThat(ask(third.open(target("pump2"), Become.NONE), "north")).isEqualTo(Answer.of(37L));
        FactStore state = FactFile.read(directory.resolve("state.json"), registry, text -> false);
        assertThat(state.find("pump1", "root", new Level("south")).orElseThrow().read())
                .isEqualTo(RECORDED);
        assertThat(state.find("pump1", "root", new Level("north")).orElseThrow().read())
                .isEqualTo(NOW);
    }

    @Test
    void aRunThatOnlyReadsLeavesNoState() throws Exception {
        Connector connector = connector();
        ask(connector.open(target("pump1"), Become.NONE), "north");
        connector.close();

        assertThat(directory.resolve("state.json")).doesNotExist();
    }

    @Test
    void aMissingFactFileIsSaidSo() {
        Target target = new Target(
                "pump1", Map.of("sandbox_facts", directory.resolve("none.json").toString()));
        assertThatThrownBy(() -> connector().open(target, Become.NONE))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("no such fact file");
    }

    @Test
    void recordedFactsStandInForAnyConnection() throws Exception {
        target("pump1");
        FactStore store = FactFile.read(directory.resolve("facts.json"), registry, text -> false);
        store.setLogin("pump1", "operator");
        Connector connector = Connectors.recorded("ssh", store, () -> NOW);

        assertThat(connector.name()).isEqualTo("ssh");
        Session session = connector.open(new Target("pump1", Map.of()), Become.NONE);
        assertThat(session.user()).isEqualTo("operator");
        Session root = connector.open(new Target("pump1", Map.of()), new Become("sudo", "", "", null));
        assertThat(ask(root, "south")).isEqualTo(Answer.of(20L));
    }
}
