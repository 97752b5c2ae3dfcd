package dev.sluice.variables;

import dev.sluice.spi.Risk;
import dev.sluice.spi.connection.Become;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of a task after inheritance and rendering.
 *
 * @param become as whom; {@link Become#NONE} for the connection's own user
 * @param connection the name of the connection
 * @param environment variables for its steps
 * @param delegate the host it is delegated to; null for none
 * @param ignoreErrors whether a failure does not lose the host
 * @param ignoreUnreachable whether an unreachable target does not lose the host
 * @param noLog whether nothing of it may be shown
 * @param predictOnly whether it is only predicted, even in an apply ({@code check_mode: true})
 * @param alwaysRead whether it runs in a check too, as a question ({@code check_mode: false}, {@code read_only: true})
 * @param risk the least risk of its changes; null for the module's own
 * @param confirmed the task's own consent to destructive changes
 */
public record Settings(
        Become become,
        String connection,
        Map<String, String> environment,
        @Nullable String delegate,
        boolean ignoreErrors,
        boolean ignoreUnreachable,
        boolean noLog,
        boolean predictOnly,
        boolean alwaysRead,
        @Nullable Risk risk,
        boolean confirmed) {}
