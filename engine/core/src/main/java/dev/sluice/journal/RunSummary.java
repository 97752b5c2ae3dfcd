package dev.sluice.journal;

import java.time.Duration;

/**
 * How a run ended. What became of the tasks is in their own events.
 *
 * @param outcome how it ended
 * @param message why it ended before its end; empty if it did not
 * @param duration from start to end
 * @param roundTrips how often something was sent to a target and its answer awaited
 */
public record RunSummary(Outcome outcome, String message, Duration duration, long roundTrips) {
    /** How a run ended. */
    public enum Outcome {
        /** Every task went well, or its failure was ignored or rescued. */
        SUCCEEDED,
        /** At least one target failed or could not be reached. */
        FAILED,
        /** A person or a signal stopped it. */
        CANCELLED,
        /** Nothing was done: consent was missing or refused. */
        REFUSED
    }
}
