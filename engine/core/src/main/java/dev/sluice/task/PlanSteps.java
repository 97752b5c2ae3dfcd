package dev.sluice.task;

import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.JournalException;
import dev.sluice.journal.StepRef;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.StepResult;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.state.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one call's plan: carried out in order until one fails, the intent of each journalled before it begins and
 * the outcome after it. What has to be read afterwards is asked in the same request as the last step.
 */
final class PlanSteps {
    private final Call call;
    private final List<Change> changes;
    private final Events events;
    private final Cancellation cancellation;
    private final List<StepOutcome<?>> outcomes = new ArrayList<>();
    private final Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
    private boolean stopped;

    PlanSteps(Call call, List<Change> changes, Events events, Cancellation cancellation) {
        this.call = call;
        this.changes = changes;
        this.events = events;
        this.cancellation = cancellation;
    }

    /** How the steps that were begun ended, in order; the last one may have failed. */
    List<StepOutcome<?>> outcomes() {
        return outcomes;
    }

    /** Whether the rest was not begun because the run is to stop. */
    boolean isStopped() {
        return stopped;
    }

    /** What was read after the last step. */
    Map<Fact<?>, Reading> readings() {
        return readings;
    }

    /**
     * Carries the steps out.
     *
     * @param sessions the session with a target by its name; with the one on which the call acts by the empty name
     * @param questions to that one, for after the last step, if all succeed
     * @return why not all were carried out; null if all were
     */
    @Nullable
    String carryOut(Function<String, Session> sessions, List<Fact<?>> questions) throws UnreachableException {
        StepEffects effects = new StepEffects(changes);
        for (int index = 0; index < changes.size(); index++) {
            Change change = changes.get(index);
            if (cancellation.isRequested() && !outcomes.isEmpty()) {
                return stop(change.resource() + " " + change.what());
            }
            boolean last = changes.subList(index + 1, changes.size()).stream()
                    .allMatch(later -> later.steps().isEmpty());
            Session session = sessions.apply(change.target());
            List<Fact<?>> after = last && change.target().isEmpty() ? questions : List.of();
            String failure = carryOut(session, change.steps(), effects.doneWith(index), after);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    private @Nullable String carryOut(
            Session session, List<Step<?>> steps, List<Effect> effects, List<Fact<?>> questions)
            throws UnreachableException {
        for (int index = 0; index < steps.size(); index++) {
            Step<?> step = steps.get(index);
            boolean last = index == steps.size() - 1;
            if (cancellation.isNow() || !isRecorded(step)) {
                return stop(step.describe());
            }
            StepOutcome<?> outcome =
                    perform(session, step, context(step, last ? effects : List.of()), last ? questions : List.of());
            if (!outcome.succeeded()) {
                return outcome.failure();
            }
        }
        return null;
    }

    private String stop(String before) {
        stopped = true;
        return cancellation.reason() + " before: " + before;
    }

    /** Whether the intent is on disk: without that no step may begin, neither this one nor any other. */
    private boolean isRecorded(Step<?> step) {
        try {
            events.emit(new Event.StepIntended(
                    ref(outcomes.size() + 1), step.getClass().getSimpleName(), step.describe()));
            return true;
        } catch (JournalException unwritable) {
            cancellation.stopUnrecorded();
            return false;
        }
    }

    private StepContext context(Step<?> step, List<Effect> effects) {
        Progress progress = call.noLog()
                ? Progress.NONE
                : new StepProgress(call.task(), call.host().name(), events::emit, System::nanoTime);
        return new StepUnderWay(effects, call.environment(), progress, cancellation, step.limit());
    }

    private StepOutcome<?> perform(Session session, Step<?> step, StepContext context, List<Fact<?>> questions)
            throws UnreachableException {
        int number = outcomes.size() + 1;
        try {
            Session.Performed performed = session.perform(step, context, questions);
            StepOutcome<?> outcome = performed.outcome();
            outcomes.add(outcome);
            readings.putAll(performed.readings());
            finished(number, outcome);
            return outcome;
        } catch (UnreachableException lost) {
            finished(number, StepOutcome.failed(step, String.valueOf(lost.getMessage()), Duration.ZERO));
            throw lost;
        }
    }

    private void finished(int number, StepOutcome<?> outcome) {
        StepResult result = outcome.result();
        events.emit(new Event.StepFinished(
                ref(number),
                result == null ? "" : result.summary(),
                outcome.failure(),
                outcome.simulated(),
                outcome.duration()));
    }

    private StepRef ref(int number) {
        return new StepRef(call.task(), call.host().name(), call.item(), number, call.noLog());
    }
}
