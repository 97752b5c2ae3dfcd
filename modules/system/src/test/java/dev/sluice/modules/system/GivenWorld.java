package dev.sluice.modules.system;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Module;
import dev.sluice.spi.Output;
import dev.sluice.spi.Plan;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.value.Answer;
import dev.sluice.testing.CheckedWorld;
import dev.sluice.testing.ModuleTester;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host of which only transcripts are known. */
public final class GivenWorld {
    private final Map<Fact<?>, Answer<?>> answers = new LinkedHashMap<>();
    private final CheckedWorld world = CheckedWorld.of(answers);

    /** Says what a fact's script printed. */
    public <V> GivenWorld with(ShellFact<V> fact, String stdout) {
        answers.put(fact, Answer.of(fact.parse(Output.of(0, stdout, ""))));
        return this;
    }

    /** Says the answer to a fact. */
    public <V> GivenWorld answering(Fact<V> fact, V value) {
        answers.put(fact, Answer.of(value));
        return this;
    }

    /** Checks a task; its effects are predicted for what comes after it. */
    public <P extends Record> Plan check(Module<P> module, P parameters) {
        return world.check(ModuleTester.task(module, parameters));
    }

    /** Predicts effects. */
    public GivenWorld after(Effect... effects) {
        world.after(effects);
        return this;
    }

    /** The predicted answer. */
    public <V> Answer<V> ask(Fact<V> fact) {
        return world.ask(fact);
    }

    /** The predicted answer, which has to be known. */
    public <V> V get(Fact<V> fact) {
        return ask(fact).get();
    }

    /** The steps of a plan as a person would type them. */
    public static List<String> steps(Plan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.steps().stream())
                .map(step -> step.describe().strip())
                .toList();
    }
}
