package dev.sluice.task;

import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.StepRef;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.StepResult;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.PlannedStep;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.state.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of calls that travel together. The intents of all are in the journal before the first begins. What was altered
 * is read as late as possible, but before a later step alters it again.
 */
final class BundleSteps {
    /** A step, and who wants to know what after it. */
    private record Slot(
            BundledCall owner,
            int number,
            Step<?> step,
            List<Effect> effects,
            Map<Fact<?>, List<BundledCall>> questions) {
        Event intended() {
            return new Event.StepIntended(ref(), step.getClass().getSimpleName(), step.describe());
        }

        StepRef ref() {
            Call call = owner.call();
            return new StepRef(call.task(), call.host().name(), call.item(), number, call.noLog());
        }
    }

    private final Events events;
    private final Cancellation cancellation;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Event> ended = new ArrayList<>();
    private BundledCall last;

    /**
     * @param calls in the order in which they are carried out
     */
    BundleSteps(List<BundledCall> calls, Events events, Cancellation cancellation) {
        this.events = events;
        this.cancellation = cancellation;
        this.last = calls.get(0);
        Map<Fact<?>, List<BundledCall>> open = new LinkedHashMap<>();
        for (BundledCall call : calls) {
            if (!slots.isEmpty()) {
                for (Fact<?> fact : List.copyOf(open.keySet())) {
                    List<BundledCall> askers = open.getOrDefault(fact, List.of());
                    if (askers.stream().anyMatch(asker -> asker.hasToKnowBefore(call, fact))) {
                        last().questions().put(fact, askers);
                        open.remove(fact);
                    }
                }
            }
            add(call);
            call.after()
                    .questions()
                    .forEach(fact ->
                            open.computeIfAbsent(fact, key -> new ArrayList<>()).add(call));
        }
        last().questions().putAll(open);
    }

    private Slot last() {
        return slots.get(slots.size() - 1);
    }

    private void add(BundledCall call) {
        List<Change> changes = call.plan().changes();
        StepEffects effects = new StepEffects(changes);
        int number = 0;
        for (int index = 0; index < changes.size(); index++) {
            List<Step<?>> steps = changes.get(index).steps();
            for (int step = 0; step < steps.size(); step++) {
                number++;
                boolean done = step == steps.size() - 1;
                slots.add(new Slot(
                        call,
                        number,
                        steps.get(step),
                        done ? effects.doneWith(index) : List.of(),
                        new LinkedHashMap<>()));
            }
        }
    }

    /**
     * Carries the steps out until one fails or the connection is lost, which is noted with the calls that it happened to.
     *
     * @return the last call whose steps were or may have been begun
     */
    BundledCall carryOut(Session session) {
        List<Event> intents = new ArrayList<>();
        for (Slot slot : slots) {
            Event intent = slot.intended();
            intents.add(intent);
            slot.owner().keep(intent);
        }
        events.record(intents);
        slots.get(0).owner().takeEvents().forEach(events::show);
        List<PlannedStep> steps = slots.stream().map(this::planned).toList();
        try {
            session.perform(steps, this::ended);
        } catch (UnreachableException connection) {
            if (ended.size() < slots.size()) {
                lose(connection);
            }
        }
        events.record(ended);
        return last;
    }

    /** Whether the step that was running happened is not known, nor whether those after it began. */
    private void lose(UnreachableException why) {
        Slot running = slots.get(ended.size());
        List<Slot> open = List.copyOf(slots.subList(ended.size(), slots.size()));
        ended(running, StepOutcome.failed(running.step(), String.valueOf(why.getMessage()), Duration.ZERO));
        open.forEach(slot -> slot.owner().lose(why));
        last = last().owner();
    }

    private PlannedStep planned(Slot slot) {
        Map<String, String> environment = slot.owner().call().environment();
        StepUnderWay context = new StepUnderWay(
                slot.effects(),
                environment,
                Progress.NONE,
                cancellation,
                slot.step().limit());
        return new PlannedStep(
                slot.step(), context, List.copyOf(slot.questions().keySet()));
    }

    private void ended(Session.Performed performed) {
        Slot slot = slots.get(ended.size());
        StepOutcome<?> outcome = performed.outcome();
        last = slot.owner();
        slot.owner().outcomes().add(outcome);
        performed
                .readings()
                .forEach((fact, reading) -> slot.questions()
                        .getOrDefault(fact, List.of())
                        .forEach(asker -> asker.readings().put(fact, reading)));
        ended(slot, outcome);
    }

    private void ended(Slot slot, StepOutcome<?> outcome) {
        StepResult result = outcome.result();
        Event event = new Event.StepFinished(
                slot.ref(),
                result == null ? "" : result.summary(),
                outcome.failure(),
                outcome.simulated(),
                outcome.duration());
        ended.add(event);
        slot.owner().keep(event);
    }
}
