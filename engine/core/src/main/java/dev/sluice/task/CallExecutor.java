package dev.sluice.task;

import dev.sluice.journal.TaskRef;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.state.HostState;
import java.util.Optional;

/** Predicts a call or carries it out: the only place where check and apply differ. */
public interface CallExecutor {
    /**
     * Plans a call and predicts or carries out its changes.
     *
     * @throws UnreachableException if the target is lost
     * @throws dev.sluice.overlay.MissingAnswerException while looking ahead, if something has not been read yet
     */
    CallOutcome execute(Call call) throws UnreachableException;

    /**
     * The call of a task that was carried out already, together with one before it; {@link #execute} tells what it came
     * to.
     */
    default Optional<Call> begun(TaskRef task, HostState host) {
        return Optional.empty();
    }

    /** Whether calls of a host were carried out whose turn has not come yet. */
    default boolean isAhead(HostState host) {
        return false;
    }

    /** Whether changes are only predicted. */
    boolean predicts();
}
