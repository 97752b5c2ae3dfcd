package dev.sluice.testing;

import dev.sluice.spi.Effect;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The surroundings of a step for which no time is left: what was recorded does not become true by waiting.
 *
 * @param context what else surrounds it
 */
record OneLook(StepContext context) implements StepContext {
    @Override
    public List<Effect> effects() {
        return context.effects();
    }

    @Override
    public Map<String, String> environment() {
        return context.environment();
    }

    @Override
    public Progress progress() {
        return context.progress();
    }

    @Override
    public boolean isCancelled() {
        return context.isCancelled();
    }

    @Override
    public Duration timeLeft() {
        return Duration.ZERO;
    }

    @Override
    public boolean sleep(Duration duration) {
        return true;
    }
}
