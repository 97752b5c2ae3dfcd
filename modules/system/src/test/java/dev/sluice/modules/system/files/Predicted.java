package dev.sluice.modules.system.files;

import dev.sluice.overlay.LaterFacts;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Observations;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.Question;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Target;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A check without an apply: the machine is only read. */
public final class Predicted {
    private final Map<Question, Answer<?>> observed = new HashMap<>();
    private final Overlay world = new Overlay(new Observations() {
        @Override
        @SuppressWarnings("unchecked") // answers are stored under their questions
        public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
            Answer<?> answer = observed.get(new Question(fact, from));
            if (answer == null) {
                throw new MissingAnswerException(new Question(fact, from));
            }
            return (Answer<V>) answer;
        }
    });
    private final Controller controller;
    private Map<String, Object> values = Map.of();
    private String status = "";

    private Predicted(Path directory) {
        this.controller = new DirectoryController(directory);
    }

    public static Predicted of(Path directory, ModuleTester.Task<?>... tasks) {
        Predicted predicted = new Predicted(directory);
        for (ModuleTester.Task<?> task : tasks) {
            predicted.task(task);
        }
        return predicted;
    }

    /** Lays an effect over the world, for things that cannot be done on this machine. */
    public Predicted with(Effect... effects) {
        world.addAll(List.of(effects));
        return this;
    }

    /** What the last task registers. */
    public Map<String, Object> values() {
        return values;
    }

    /** {@code ok}, {@code changed} or {@code undecided}. */
    public String status() {
        return status;
    }

    public <V> Answer<V> ask(Fact<V> fact) {
        while (true) {
            try {
                return world.answer(fact, "root");
            } catch (MissingAnswerException missing) {
                fetch(missing.question());
            }
        }
    }

    private void fetch(Question question) {
        ShellFact<?> fact = (ShellFact<?>) question.fact();
        observed.put(
                question,
                Answer.of(fact.parse(
                        LocalShell.plain().run("exec </dev/null\n" + fact.script(), Bytes.EMPTY, Map.of(), null))));
    }

    public <P extends Record> Predicted task(ModuleTester.Task<P> task) {
        Module<P> module = task.module();
        try {
            Plan plan = plan(module, task.parameters());
            plan.changes().forEach(change -> world.addAll(change.effects()));
            values = plan.values();
            status = plan.changes().isEmpty() ? "ok" : "changed";
        } catch (UnknownAnswerException unknown) {
            world.addAll(module.undecided(task.parameters(), unknown.reason()));
            values = Map.of();
            status = "undecided";
        }
        return this;
    }

    private <P extends Record> Plan plan(Module<P> module, P parameters) {
        while (true) {
            try {
                return module.plan(parameters, new PredictedFacts());
            } catch (MissingAnswerException missing) {
                fetch(missing.question());
            }
        }
    }

    private final class PredictedFacts implements Facts {
        @Override
        public <V> Answer<V> ask(Fact<V> fact) {
            return world.answer(fact, "root");
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
            return "root";
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
