package dev.sluice.modules.system;

import dev.sluice.overlay.LaterFacts;
import dev.sluice.overlay.Observations;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Output;
import dev.sluice.spi.Plan;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Target;
import dev.sluice.spi.value.Answer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A host of which only transcripts are known; plans are made and their effects laid over it as in a check. */
public final class GivenWorld implements Facts {
    private final Map<Fact<?>, Answer<?>> answers = new LinkedHashMap<>();
    private final Overlay overlay = new Overlay(new Observations() {
        @Override
        @SuppressWarnings("unchecked")
        public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
            Answer<?> answer = answers.get(fact);
            if (answer == null) {
                throw new AssertionError("the transcripts do not answer: " + fact);
            }
            return (Answer<V>) answer;
        }
    });

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

    /** Plans a task and lays its effects over the world. */
    public <P extends Record> Plan check(Module<P> module, P parameters) {
        Plan plan = module.plan(parameters, this);
        for (Change change : plan.changes()) {
            overlay.addAll(change.effects());
        }
        return plan;
    }

    /** Lays an effect over the world. */
    public GivenWorld after(Effect... effects) {
        overlay.addAll(List.of(effects));
        return this;
    }

    /** The steps of a plan as a person would type them. */
    public static List<String> steps(Plan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.steps().stream())
                .map(step -> step.describe().strip())
                .toList();
    }

    @Override
    public <V> Answer<V> ask(Fact<V> fact) {
        return overlay.answer(fact, user());
    }

    @Override
    public Facts after(List<Change> changes) {
        return LaterFacts.after(this, changes);
    }

    @Override
    public void prefetch(Fact<?>... facts) {
        assertDistinct(Set.of(facts));
    }

    private static void assertDistinct(Set<Fact<?>> facts) {
        if (facts.isEmpty()) {
            throw new AssertionError("prefetching nothing");
        }
    }

    @Override
    public Target target() {
        return new Target("given", Map.of());
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public Controller controller() {
        throw new AssertionError("no file of the controller is needed here");
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-03-28T12:00:00Z");
    }
}
