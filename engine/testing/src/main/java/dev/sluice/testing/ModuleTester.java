package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.overlay.Agreement;
import dev.sluice.overlay.LaterFacts;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Observations;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.Question;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.Target;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.secret.SecretAt;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.UnknownAnswerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds modules to their contract against a real shell. A sequence of tasks is first checked as a whole, each task
 * seeing the predicted effects of those before it, and then carried out for real; every prediction has to come true.
 *
 * <pre>{@code
 * var tester = ModuleTester.local(directory);
 * tester.run(task(new CopyModule(), copyParameters), task(new LineInFileModule(), lineParameters));
 * assertThat(tester.reports().get(1).status()).isEqualTo("changed");
 * }</pre>
 *
 * <p>For every task it asserts: planning twice gives equal plans; the predicted world needs no further change; status,
 * values and every fact that was ever asked are as predicted; after the steps the real world needs no further change.
 */
public final class ModuleTester {
    /** A module with bound parameters. */
    public record Task<P extends Record>(Module<P> module, P parameters) {
        Plan plan(Facts facts) {
            return module.plan(parameters, facts);
        }

        List<Effect> undecided(String reason) {
            return module.undecided(parameters, reason);
        }
    }

    /**
     * What became of one task.
     *
     * @param predicted ok, changed, skipped, failed or undecided, from the check
     * @param status ok, changed, skipped or failed, from the apply
     * @param checked the values the check predicted
     * @param values the values the apply registered
     * @param message the failure's message or what an undecided task depends on; else empty
     * @param changes what was planned in the apply
     */
    public record Report(
            String predicted,
            String status,
            Map<String, Object> checked,
            Map<String, Object> values,
            String message,
            List<Change> changes) {}

    private record Prediction(String status, Map<String, Object> values, String message, Overlay world) {}

    private final LocalShell shell;
    private final Controller controller;
    private final String user;
    private final Map<Question, Answer<?>> observed = new LinkedHashMap<>();
    private final Set<Question> asked = new LinkedHashSet<>();
    private final List<Report> reports = new ArrayList<>();

    private ModuleTester(LocalShell shell, Controller controller, String user) {
        this.shell = shell;
        this.controller = controller;
        this.user = user;
    }

    /** Tests on this machine as the current user. */
    public static ModuleTester local(Controller controller) {
        return on(LocalShell.plain(), controller);
    }

    /** Tests through a given shell. */
    public static ModuleTester on(LocalShell shell, Controller controller) {
        return new ModuleTester(shell, controller, shell.run("id -un").text().strip());
    }

    public static <P extends Record> Task<P> task(Module<P> module, P parameters) {
        return new Task<>(module, parameters);
    }

    /** What became of each task so far. */
    public List<Report> reports() {
        return List.copyOf(reports);
    }

    /** The report of the last task. */
    public Report last() {
        return reports.get(reports.size() - 1);
    }

    /** Checks all tasks, then applies them, and holds every prediction against what came. Returns the last report. */
    public Report run(Task<?>... tasks) {
        observed.clear();
        List<Prediction> predictions = check(tasks);
        for (int index = 0; index < tasks.length; index++) {
            apply(
                    tasks[index],
                    predictions.get(index),
                    "task " + (index + 1) + " (" + tasks[index].module().name() + ")");
        }
        return last();
    }

    /** Runs the tasks and then once more, when nothing may be left to change. */
    public Report runTwice(Task<?>... tasks) {
        Report first = run(tasks);
        int before = reports.size();
        run(tasks);
        for (Report report : reports.subList(before, reports.size())) {
            assertThat(report.status()).as("a second run changes nothing").isIn("ok", "skipped");
        }
        return first;
    }

    private List<Prediction> check(Task<?>... tasks) {
        Reading reading = new Reading();
        Overlay world = new Overlay(reading);
        List<Prediction> predictions = new ArrayList<>();
        for (Task<?> task : tasks) {
            predictions.add(check(task, world));
            predictions.set(predictions.size() - 1, withWorld(predictions.get(predictions.size() - 1), world.fork()));
        }
        reading.close();
        return predictions;
    }

    private static Prediction withWorld(Prediction prediction, Overlay world) {
        return new Prediction(prediction.status(), prediction.values(), prediction.message(), world);
    }

    private Prediction check(Task<?> task, Overlay world) {
        try {
            Plan plan = settle(task, world);
            assertThat(settle(task, world).changes())
                    .as("planning twice gives the same plan")
                    .isEqualTo(plan.changes());
            plan.changes().forEach(change -> world.addAll(change.effects()));
            if (plan.changes().stream().anyMatch(change -> change.kind() == Change.Kind.STATE)) {
                assertConverges(task, world);
            }
            return new Prediction(status(plan), plan.values(), "", world);
        } catch (UnknownAnswerException unknown) {
            world.addAll(task.undecided(unknown.reason()));
            return new Prediction("undecided", Map.of(), unknown.reason(), world);
        } catch (TaskFailure failure) {
            return new Prediction("failed", failure.values(), String.valueOf(failure.getMessage()), world);
        }
    }

    private void assertConverges(Task<?> task, Overlay world) {
        try {
            assertThat(states(settle(task, world)))
                    .as(
                            "%s: in the predicted world nothing is left to change",
                            task.module().name())
                    .isEmpty();
        } catch (UnknownAnswerException unknown) {
            // what cannot be known beforehand is compared after the apply
        }
    }

    private void apply(Task<?> task, Prediction prediction, String name) {
        observed.clear();
        Overlay now = new Overlay(new Reading());
        Plan plan;
        try {
            plan = settle(task, now);
        } catch (TaskFailure failure) {
            report(prediction, "failed", failure.values(), String.valueOf(failure.getMessage()), List.of(), name);
            return;
        }
        List<StepOutcome> outcomes = perform(plan);
        String failure = outcomes.stream()
                .map(StepOutcome::failure)
                .filter(text -> text != null)
                .findFirst()
                .orElse("");
        observed.clear();
        Map<String, Object> values = new LinkedHashMap<>(plan.values());
        if (failure.isEmpty() && !states(plan).isEmpty()) {
            Plan again = settle(task, new Overlay(new Reading()));
            assertThat(states(again))
                    .as("%s: after the steps nothing is left to change", name)
                    .isEmpty();
            values.replaceAll((key, value) -> again.values().getOrDefault(key, value));
        }
        values.putAll(plan.completion().values(outcomes));
        report(prediction, failure.isEmpty() ? status(plan) : "failed", values, failure, plan.changes(), name);
        if (failure.isEmpty()) {
            compareFacts(prediction, name);
        }
    }

    private List<StepOutcome> perform(Plan plan) {
        List<StepOutcome> outcomes = new ArrayList<>();
        for (Change change : plan.changes()) {
            for (Step step : change.steps()) {
                StepOutcome outcome = step instanceof Steps.Keep keep ? keep(keep) : shell.perform(step);
                outcomes.add(outcome);
                if (!outcome.succeeded()) {
                    return outcomes;
                }
            }
        }
        return outcomes;
    }

    private StepOutcome keep(Steps.Keep step) {
        StepOutcome outcome = shell.perform(step.run());
        if (outcome.succeeded()) {
            try {
                String secret = new JsonMapper()
                        .readTree(outcome.output().text())
                        .at(step.pointer())
                        .textValue();
                secrets().keep(step.place(), new Secret(secret));
            } catch (JsonProcessingException notJson) {
                throw new AssertionError(notJson);
            }
        }
        return outcome;
    }

    private SecretStore secrets() {
        return ((DirectoryController) controller).secrets();
    }

    private void report(
            Prediction prediction,
            String status,
            Map<String, Object> values,
            String message,
            List<Change> changes,
            String name) {
        reports.add(new Report(
                prediction.status(), status, prediction.values(), values, prediction.message() + message, changes));
        if (!prediction.status().equals("undecided") && !status.equals("failed")) {
            assertThat(status).as("%s: predicted status, %s", name, message).isEqualTo(prediction.status());
            assertThat(Agreement.differences("value", prediction.values(), subset(values, prediction.values())))
                    .as("%s: predicted values", name)
                    .isEmpty();
        } else if (prediction.status().equals("failed")) {
            assertThat(status)
                    .as("%s: predicted to fail: %s", name, prediction.message())
                    .isEqualTo("failed");
        }
    }

    private static Map<String, Object> subset(Map<String, Object> values, Map<String, Object> keys) {
        Map<String, Object> part = new LinkedHashMap<>(values);
        part.keySet().retainAll(keys.keySet());
        return part;
    }

    private void compareFacts(Prediction prediction, String name) {
        observed.clear();
        Overlay actual = new Overlay(new Reading());
        for (Question question : List.copyOf(asked)) {
            Answer<?> predicted;
            try {
                predicted = prediction.world().answer(question.fact(), question.user());
            } catch (MissingAnswerException notAskedInTheCheck) {
                continue;
            }
            Answer<?> came = answer(actual, question);
            assertThat(Agreement.differences(question.fact().describe(), predicted, came))
                    .as("%s: predicted facts", name)
                    .isEmpty();
        }
    }

    private Answer<?> answer(Overlay world, Question question) {
        while (true) {
            try {
                return world.answer(question.fact(), question.user());
            } catch (MissingAnswerException missing) {
                fetch(missing.question());
            }
        }
    }

    private Plan settle(Task<?> task, Overlay world) {
        while (true) {
            try {
                return task.plan(new TestFacts(world));
            } catch (MissingAnswerException missing) {
                fetch(missing.question());
            }
        }
    }

    private void fetch(Question question) {
        if (question.fact() instanceof SecretAt secret) {
            observed.put(question, Answer.of(secrets().look(secret.place())));
            return;
        }
        ShellFact<?> fact = (ShellFact<?>) question.fact();
        observed.put(question, Answer.of(fact.parse(shell.run("exec </dev/null\n" + fact.script()))));
    }

    private static List<Change> states(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.kind() == Change.Kind.STATE)
                .toList();
    }

    private static String status(Plan plan) {
        if (plan.skipped() != null) {
            return "skipped";
        }
        return plan.changes().stream().allMatch(change -> change.kind() == Change.Kind.WAIT) ? "ok" : "changed";
    }

    private final class Reading implements Observations {
        private final Map<Question, Answer<?>> answers = observed;
        private final Map<Question, Answer<?>> own = new LinkedHashMap<>();
        private boolean closed;

        /** From now on nothing new is read: the machine is no longer as it was. */
        void close() {
            closed = true;
        }

        /** Answers stay what they were when this world was first asked, whatever happens on the machine later. */
        @Override
        @SuppressWarnings("unchecked")
        public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
            Question question = new Question(fact, from);
            asked.add(question);
            Answer<?> answer = own.get(question);
            if (answer == null) {
                answer = closed ? null : answers.get(question);
                if (answer == null) {
                    throw new MissingAnswerException(question);
                }
                own.put(question, answer);
            }
            return (Answer<V>) answer;
        }
    }

    private final class TestFacts implements Facts {
        private final Overlay world;

        TestFacts(Overlay world) {
            this.world = world;
        }

        @Override
        public <V> Answer<V> ask(Fact<V> fact) {
            return world.answer(fact, user);
        }

        @Override
        public Facts after(List<Change> changes) {
            return LaterFacts.after(this, changes);
        }

        @Override
        public void prefetch(Fact<?>... facts) {
            // one question at a time is fast enough here
        }

        @Override
        public Target target() {
            return new Target("test", Map.of());
        }

        @Override
        public String user() {
            return user;
        }

        @Override
        public Controller controller() {
            return controller;
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-03-28T12:00:00Z");
        }
    }
}
