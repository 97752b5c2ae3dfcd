package dev.sluice.variables;

import dev.sluice.spi.Risk;
import dev.sluice.spi.connection.Become;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of a task after inheritance and rendering.
 *
 * @param access how its target is reached
 * @param delegate the host it is delegated to; null for none
 * @param noLog whether nothing of it may be shown
 * @param checkMode whether it takes the mode of the run
 * @param risk what the runbook says about risk
 */
public record Settings(Access access, @Nullable String delegate, boolean noLog, CheckMode checkMode, RiskRules risk) {
    /**
     * How a target is reached.
     *
     * @param become as whom; {@link Become#NONE} for the connection's own user
     * @param connection the name of the connection
     * @param environment variables for the task's steps
     */
    public record Access(Become become, String connection, Map<String, String> environment) {}

    /**
     * What the runbook says about the risk of a task.
     *
     * @param least the least risk of its changes; null for the module's own
     * @param confirmed the resources whose change the task itself consents to
     */
    public record RiskRules(@Nullable Risk least, Set<String> confirmed) {}

    /** Whether a task takes the mode of the run. */
    public enum CheckMode {
        /** It does. */
        OF_THE_RUN,
        /** It is only predicted, even in an apply ({@code check_mode: true}). */
        ALWAYS_PREDICTED,
        /** It is run in a check too, as a question ({@code check_mode: false}). */
        ALWAYS_RUN
    }
}
