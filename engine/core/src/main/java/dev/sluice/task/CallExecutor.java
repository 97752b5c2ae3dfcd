package dev.sluice.task;

import dev.sluice.spi.connection.UnreachableException;

/** Predicts a call or carries it out: the only place where check and apply differ. */
public interface CallExecutor {
    /**
     * Plans a call and predicts or carries out its changes.
     *
     * @throws UnreachableException if the target is lost
     * @throws dev.sluice.overlay.MissingAnswerException while looking ahead, if something has not been read yet
     */
    CallOutcome execute(Call call) throws UnreachableException;

    /** Whether changes are only predicted. */
    boolean predicts();
}
