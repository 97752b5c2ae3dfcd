package dev.sluice.spi.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An open way to one target as one user. Used by one thread at a time. Every call ends within its deadline.
 */
public interface Session extends AutoCloseable {
    /** The user as whom facts are read and steps run; never empty. */
    String user();

    /**
     * Asks questions in one round trip.
     *
     * @param facts distinct questions
     * @return an answer to each; unknown where this session cannot answer (a sandbox without that record), with the
     *     reason; a {@link dev.sluice.spi.UnparsableOutputException} thrown by a fact's parser is returned as
     *     {@link Reading.Broken} so that only the task that asks fails
     * @throws UnreachableException if the target cannot be reached any more
     */
    Map<Fact<?>, Reading> read(List<Fact<?>> facts) throws UnreachableException;

    /**
     * As {@link #read(List)}, with variables for the programs that ask. A session that runs no programs ignores them.
     *
     * @param environment values by name
     */
    default Map<Fact<?>, Reading> read(List<Fact<?>> facts, Map<String, String> environment)
            throws UnreachableException {
        return read(facts);
    }

    /** What came back for one question. */
    sealed interface Reading {
        /** An answer of the fact's own type. */
        record Answered(Answer<?> answer) implements Reading {}

        /** The question could not be answered: its program printed what is not understood, or hung. */
        record Broken(String message) implements Reading {}
    }

    /**
     * Carries out one step of the connection's own kind; what every connection can is done around it. A step that fails is an outcome, not an exception.
     *
     * @throws UnreachableException if the connection was lost; whether the step happened is then not known
     */
    StepOutcome<?> perform(Step<?> step, StepContext context) throws UnreachableException;

    /**
     * Carries out one step and, if it succeeds, asks what is true then, in one round trip where the session can.
     *
     * @param questions distinct; some may stay without a reading even if the step succeeds, all do if it fails
     * @throws UnreachableException as above
     */
    default Performed perform(Step<?> step, StepContext context, List<Fact<?>> questions) throws UnreachableException {
        StepOutcome<?> outcome = perform(step, context);
        return new Performed(outcome, outcome.succeeded() && !questions.isEmpty() ? read(questions) : Map.of());
    }

    /**
     * Waits until an answer meets a condition. Asks again and again; a connection that is told of changes overrides it.
     *
     * @return fails with what was seen last if the context's time is over
     * @throws UnreachableException as above
     */
    default <V> StepOutcome<Steps.Seen<V>> await(Steps.Await<V> step, StepContext context) throws UnreachableException {
        return new Polling<>(this, step, context).run();
    }

    /**
     * Carries out steps in order until one fails, in as few round trips as the session can.
     *
     * @param steps what is done and asked
     * @param done told of each step that ended, in order, the failing one included
     * @throws UnreachableException if the connection was lost; of the steps after those that were told, it is not known
     *     whether they happened
     */
    default void perform(List<PlannedStep> steps, Consumer<Performed> done) throws UnreachableException {
        for (PlannedStep planned : steps) {
            Performed performed = perform(planned.step(), planned.context(), planned.questions());
            done.accept(performed);
            if (!performed.outcome().succeeded()) {
                return;
            }
        }
    }

    /**
     * A step to be carried out.
     *
     * @param context what surrounds it
     * @param questions what is asked if it succeeds, before the next step begins
     */
    record PlannedStep(Step<?> step, StepContext context, List<Fact<?>> questions) {
        public PlannedStep {
            questions = List.copyOf(questions);
        }
    }

    /**
     * A step that was carried out.
     *
     * @param outcome how it ended
     * @param readings what was read after it
     */
    record Performed(StepOutcome<?> outcome, Map<Fact<?>, Reading> readings) {}

    /** Ends a step that is running in another thread as soon as it can; the step's outcome says it was interrupted. */
    void interrupt();

    /** How many times something was sent and an answer awaited so far. */
    long roundTrips();

    @Override
    void close();
}
