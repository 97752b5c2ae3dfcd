package dev.sluice.testing;

import dev.sluice.journal.Mode;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A host on which tasks are checked one after the other, and never applied: each sees what those before it would have done.
 * The engine's own check does it, of all tasks up to now each time.
 */
public final class CheckedWorld {
    private final Scene scene;
    private final List<ModuleTester.Task<?>> tasks = new ArrayList<>();

    private CheckedWorld(Scene scene) {
        this.scene = scene;
    }

    /** This machine, as a shell sees it. */
    public static CheckedWorld of(LocalShell shell, DirectoryController controller) {
        return new CheckedWorld(controller.scene(ShellHost.of(shell)));
    }

    /**
     * A host of which only some answers are known.
     *
     * @param answers by question; they may become more later
     */
    public static CheckedWorld of(Map<Fact<?>, Answer<?>> answers) {
        return new CheckedWorld(new DirectoryController(Path.of(".")).scene(new KnownHost(answers)));
    }

    /**
     * Checks one more task; what it planned.
     *
     * @throws RuntimeException what its plan threw
     */
    public <P extends Record> Plan check(ModuleTester.Task<P> task) {
        tasks.add(task);
        TaskSequence sequence = TaskSequence.of(tasks);
        try (EngineRun run = EngineRun.of(scene, sequence.modules(), sequence.entries())) {
            run.pass(Mode.CHECK);
        }
        return sequence.lastPlan();
    }

    /** Predicts effects that no task has. */
    public void after(Effect... effects) {
        check(new ModuleTester.Task<>(new Effects(), new Effects.Given(List.of(effects))));
    }

    /** The predicted answer to a question. */
    @SuppressWarnings("unchecked") // the answer has the type of its question
    public <V> Answer<V> ask(Fact<V> fact) {
        Asking asking = new Asking();
        check(new ModuleTester.Task<>(asking, new Asking.Given(fact)));
        tasks.remove(tasks.size() - 1);
        return (Answer<V>) Objects.requireNonNull(asking.answer, "the engine plans every task");
    }

    private record KnownHost(Map<Fact<?>, Answer<?>> answers) implements OwnConnector.Host {
        @Override
        public String user() {
            return "root";
        }

        @Override
        public Answer<?> answer(Fact<?> fact) {
            Answer<?> answer = answers.get(fact);
            if (answer == null) {
                throw new UnparsableOutputException(fact.describe(), "the test does not answer it: " + fact);
            }
            return answer;
        }

        @Override
        public StepOutcome<?> perform(Step<?> step) {
            throw new AssertionError("nothing is applied here: " + step.describe());
        }
    }

    private static final class Effects implements Module<Effects.Given> {
        record Given(List<Effect> effects) {}

        @Override
        public String name() {
            return "effects";
        }

        @Override
        public Class<Given> parameters() {
            return Given.class;
        }

        @Override
        public Plan plan(Given given, Facts facts) {
            Change change = Change.of("test", "effects", "", "", List.of(), given.effects())
                    .withKind(Change.Kind.EVENT);
            return Plan.changes(List.of(change), Map.of());
        }
    }

    private static final class Asking implements Module<Asking.Given> {
        private @Nullable Answer<?> answer;

        record Given(Fact<?> fact) {}

        @Override
        public String name() {
            return "asking";
        }

        @Override
        public Class<Given> parameters() {
            return Given.class;
        }

        @Override
        public Plan plan(Given given, Facts facts) {
            answer = facts.ask(given.fact());
            return Plan.unchanged(Map.of());
        }
    }
}
