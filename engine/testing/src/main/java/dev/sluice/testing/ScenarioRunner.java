package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.overlay.Agreement;
import dev.sluice.overlay.Overlay;
import dev.sluice.spi.Change;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Output;
import dev.sluice.spi.Plan;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Step;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs scenarios of a family's modules and holds each to the contract of modules: planning twice is equal, the
 * predicted world needs no further change, what was recorded after the steps is as predicted and needs no change
 * either, nothing secret is described, and output that a fact does not know is an error.
 */
public final class ScenarioRunner {
    private final Family family;

    public ScenarioRunner(Family family) {
        this.family = family;
    }

    /** Runs one scenario; throws an {@link AssertionError} where it does not hold. */
    public void run(Scenario scenario) {
        Module<?> module = family.modules().stream()
                .filter(each ->
                        each.name().equals(scenario.module()) || each.aliases().contains(scenario.module()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no module " + scenario.module()));
        run(module, scenario);
    }

    private <P extends Record> void run(Module<P> module, Scenario scenario) {
        P wanted = Parameters.bind(module.parameters(), scenario.arguments());
        Recorded recorded = new Recorded(scenario.given());
        Overlay world = new Overlay(recorded);
        ScenarioFacts facts = new ScenarioFacts(world, scenario.now());
        String complaint = complaint(() -> module.plan(wanted, facts), scenario);
        if (!complaint.isEmpty()) {
            return;
        }
        Plan plan = module.plan(wanted, facts);
        assertThat(module.plan(wanted, facts).changes()).as("planned again").isEqualTo(plan.changes());
        compare(scenario.expect(), plan);
        assertNothingSecret(module, scenario, plan);
        plan.changes().forEach(change -> world.addAll(change.effects()));
        if (plan.changes().stream().anyMatch(change -> change.kind() == Change.Kind.STATE)) {
            assertThat(states(module.plan(wanted, facts)))
                    .as("what the predicted world still needs")
                    .isEmpty();
        }
        if (!scenario.then().isEmpty()) {
            compareWithRecorded(module, wanted, scenario, recorded, world);
        }
        assertStrict(recorded.asked());
    }

    private static String complaint(Runnable planning, Scenario scenario) {
        Map<String, Object> expect = scenario.expect();
        for (String kind : List.of("failure", "unparsable", "undecided")) {
            if (expect.containsKey(kind)) {
                Class<?> type = switch (kind) {
                    case "failure" -> TaskFailure.class;
                    case "unparsable" -> UnparsableOutputException.class;
                    default -> UnknownAnswerException.class;
                };
                String part = (String) expect.get(kind);
                assertThatThrownBy(planning::run).as(kind).isInstanceOf(type).hasMessageContaining(part);
                return part;
            }
        }
        return "";
    }

    private static void compare(Map<String, Object> expect, Plan plan) {
        List<?> changes = (List<?>) expect.getOrDefault("changes", List.of());
        assertThat(plan.changes().stream().map(ScenarioRunner::summary).toList())
                .as("changes")
                .hasSize(changes.size());
        for (int index = 0; index < changes.size(); index++) {
            Map<String, Object> expected = texts((Map<?, ?>) changes.get(index));
            assertThat(summary(plan.changes().get(index)))
                    .as("change %s", index + 1)
                    .containsAllEntriesOf(expected);
        }
        if (expect.containsKey("steps")) {
            assertThat(steps(plan)).as("steps").isEqualTo(expect.get("steps"));
        }
        Map<String, Object> values = plan.values();
        ((Map<?, ?>) expect.getOrDefault("values", Map.of()))
                .forEach((name, value) -> assertThat(values).as("values").containsEntry((String) name, value));
        if (expect.containsKey("warning")) {
            assertThat(String.join("\n", plan.warnings())).as("warnings").contains((String) expect.get("warning"));
        } else {
            assertThat(plan.warnings()).as("warnings").isEmpty();
        }
    }

    private static Map<String, Object> summary(Change change) {
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
        Map<String, Object> texts = new java.util.TreeMap<>();
        entries.forEach((key, value) -> texts.put((String) key, String.valueOf(value)));
        return texts;
    }

    private static List<String> steps(Plan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.steps().stream())
                .map(Step::describe)
                .toList();
    }

    private static List<Change> states(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.kind() == Change.Kind.STATE)
                .toList();
    }

    private static void assertNothingSecret(Module<?> module, Scenario scenario, Plan plan) {
        List<String> shown = new ArrayList<>(steps(plan));
        for (Change change : plan.changes()) {
            shown.add(change.resource() + change.what() + change.before() + change.after());
            shown.add(String.valueOf(change.difference()));
            shown.add(String.valueOf(change.undo()));
        }
        shown.addAll(plan.warnings());
        ModuleContract.secrets(module.parameters(), scenario.arguments())
                .forEach(secret -> assertThat(shown).as("what is shown").noneMatch(text -> text.contains(secret)));
    }

    private <P extends Record> void compareWithRecorded(
            Module<P> module, P wanted, Scenario scenario, Recorded before, Overlay predicted) {
        Overlay actual = new Overlay(new Recorded(scenario.then()));
        for (Fact<?> fact : before.asked()) {
            Answer<?> came = actual.answer(fact, ScenarioFacts.USER);
            assertThat(Agreement.differences(fact.describe(), predicted.answer(fact, ScenarioFacts.USER), came))
                    .as("predicted and recorded")
                    .isEmpty();
        }
        assertThat(states(module.plan(wanted, new ScenarioFacts(actual, scenario.now()))))
                .as("what the recorded world still needs")
                .isEmpty();
    }

    private static void assertStrict(Iterable<? extends Fact<?>> facts) {
        for (Fact<?> fact : facts) {
            if (!(fact instanceof ShellFact<?> question)) {
                continue;
            }
            assertThatThrownBy(() -> question.parse(Output.of(0, "%!\u0007 no such output {[", "")))
                    .as("%s given nonsense", question.describe())
                    .isInstanceOf(UnparsableOutputException.class);
        }
    }
}
