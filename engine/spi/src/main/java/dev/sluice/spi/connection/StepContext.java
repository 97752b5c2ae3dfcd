package dev.sluice.spi.connection;

import dev.sluice.spi.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a session is handed with a step. Thread-safe. */
public interface StepContext {
    /** What the step's change is predicted to do: a simulation does just that, a real connection ignores it. */
    List<Effect> effects();

    /** The task's {@code environment}, by name: variables for programs that the step runs. */
    Map<String, String> environment();

    /** Where the step tells how far it is. */
    Progress progress();

    /** Whether the step is to end as soon as it can: its outcome says that it was interrupted. */
    boolean isCancelled();

    /** How long the step may still take; negative if its time is over. */
    Duration timeLeft();

    /**
     * Waits on the controller.
     *
     * @return false if the step was cancelled meanwhile
     */
    boolean sleep(Duration duration);
}
