package dev.sluice.run;

import dev.sluice.spi.connection.UnreachableException;

/** One turn of a task: the only place where check and apply differ. */
interface Turn {
    /**
     * Plans a call and predicts or carries out its changes.
     *
     * @throws UnreachableException if the target is lost
     * @throws dev.sluice.overlay.MissingAnswerException while looking ahead, if something has not been read yet
     */
    TurnOutcome take(Call call) throws UnreachableException;

    /** Whether changes are only predicted. */
    boolean predicts();
}
