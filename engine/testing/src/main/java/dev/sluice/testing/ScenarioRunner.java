package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.Status;
import dev.sluice.journal.StepReport;
import dev.sluice.journal.TaskReport;
import dev.sluice.spi.Family;
import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs scenarios of a family's modules through the engine and holds each to the contract of modules: planning twice is
 * equal, the predicted world needs no further change, what was recorded after the steps is as predicted and needs no change
 * either, nothing secret is shown, and output that a fact does not know is an error.
 */
public final class ScenarioRunner {
    private final Family family;

    public ScenarioRunner(Family family) {
        this.family = family;
    }

    /** Runs one scenario; throws an {@link AssertionError} where it does not hold. */
    public void run(Scenario scenario) {
        List<HeldModule<?>> modules = new ArrayList<>();
        family.modules().forEach(module -> modules.add(new HeldModule<>(module)));
        PlayedHost host = new PlayedHost(scenario.given(), scenario.then());
        Scene scene = new Scene(Path.of("."), Map.of(), new KeptInMemory(), new OwnConnector(host), scenario.now());
        try (EngineRun run =
                EngineRun.of(scene, List.copyOf(modules), List.of(Map.of(scenario.module(), scenario.arguments())))) {
            TaskReport checked = run.pass(Mode.CHECK).get(0);
            if (!isComplaint(scenario.expect(), checked)) {
                compare(scenario.expect(), checked);
                if (!scenario.then().isEmpty()) {
                    apply(run);
                }
            }
            for (HeldModule<?> module : modules) {
                run.assertConcealed(module.secretsGiven());
                assertThat(module.secretsShown()).as("texts with secrets").isEmpty();
            }
        }
        assertStrict(host.asked());
    }

    private static boolean isComplaint(Map<String, Object> expect, TaskReport checked) {
        for (String kind : List.of("failure", "unparsable", "undecided")) {
            if (expect.containsKey(kind)) {
                assertThat(checked.status()).isEqualTo(kind.equals("undecided") ? Status.UNDECIDED : Status.FAILED);
                String said = String.join("; ", checked.message(), checked.because(), checked.hint());
                assertThat(said).as(kind).contains((String) expect.get(kind));
                return true;
            }
        }
        return false;
    }

    private static void apply(EngineRun run) {
        TaskReport applied = run.pass(Mode.APPLY).get(0);
        assertThat(applied.status()).as(applied.message()).isEqualTo(Status.CHANGED);
        assertThat(run.predictions())
                .as("predicted and recorded")
                .flatExtracting(Prediction::differences)
                .isEmpty();
    }

    private static void compare(Map<String, Object> expect, TaskReport checked) {
        assertThat(checked.status()).as(checked.message()).isIn(Status.OK, Status.CHANGED, Status.SKIPPED);
        List<?> changes = (List<?>) expect.getOrDefault("changes", List.of());
        assertThat(checked.changes().stream().map(ScenarioRunner::summary).toList())
                .as("changes")
                .hasSize(changes.size());
        for (int index = 0; index < changes.size(); index++) {
            assertThat(summary(checked.changes().get(index)))
                    .as("change %s", index + 1)
                    .containsAllEntriesOf(texts((Map<?, ?>) changes.get(index)));
        }
        if (expect.containsKey("steps")) {
            assertThat(checked.steps().stream().map(StepReport::description).toList())
                    .as("steps")
                    .isEqualTo(expect.get("steps"));
        }
        ((Map<?, ?>) expect.getOrDefault("values", Map.of()))
                .forEach((name, value) ->
                        assertThat(checked.registered()).as("values").containsEntry((String) name, value));
        if (expect.containsKey("warning")) {
            assertThat(String.join("\n", checked.warnings())).as("warnings").contains((String) expect.get("warning"));
        } else {
            assertThat(checked.warnings()).as("warnings").isEmpty();
        }
    }

    private static Map<String, Object> summary(ChangeReport change) {
        return Map.of(
                "resource",
                change.resource(),
                "what",
                change.what(),
                "before",
                change.before(),
                "after",
                change.after(),
                "risk",
                change.risk().name().toLowerCase(Locale.ROOT),
                "kind",
                change.kind().name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, Object> texts(Map<?, ?> entries) {
        Map<String, Object> texts = new TreeMap<>();
        entries.forEach((key, value) -> texts.put((String) key, String.valueOf(value)));
        return texts;
    }

    private static void assertStrict(Iterable<ShellFact<?>> questions) {
        for (ShellFact<?> question : questions) {
            assertThatThrownBy(() -> question.parse(Output.of(0, "%!\u0007 no such output {[", "")))
                    .as("%s given nonsense", question.describe())
                    .isInstanceOf(UnparsableOutputException.class);
        }
    }
}
