package dev.sluice.testing;

import dev.sluice.overlay.LaterFacts;
import dev.sluice.overlay.Overlay;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Target;
import dev.sluice.spi.value.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Facts of a scenario: the predicted or recorded world, seen by root. */
record ScenarioFacts(Overlay world, Instant now) implements Facts {
    static final String USER = "root";

    @Override
    public <V> Answer<V> ask(Fact<V> fact) {
        return world.answer(fact, USER);
    }

    @Override
    public Facts after(List<Change> changes) {
        return LaterFacts.after(this, changes);
    }

    @Override
    public void prefetch(Fact<?>... facts) {
        // everything is at hand
    }

    @Override
    public Target target() {
        return new Target("pve", Map.of());
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public Controller controller() {
        return new DirectoryController(Path.of("."));
    }
}
