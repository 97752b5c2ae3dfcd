package dev.sluice.task;

import dev.sluice.spi.Effect;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.state.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A step that is being carried out. */
final class StepUnderWay implements StepContext {
    private final List<Effect> effects;
    private final Map<String, String> environment;
    private final Progress progress;
    private final Cancellation cancellation;
    private final long deadline;

    /**
     * @param effects of the change whose last step it is; none for another step
     * @param limit how long it may take from now on
     */
    StepUnderWay(
            List<Effect> effects,
            Map<String, String> environment,
            Progress progress,
            Cancellation cancellation,
            Duration limit) {
        this.effects = List.copyOf(effects);
        this.environment = environment;
        this.progress = progress;
        this.cancellation = cancellation;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public List<Effect> effects() {
        return effects;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isNow();
    }

    @Override
    public Duration timeLeft() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    @Override
    public boolean sleep(Duration duration) {
        return cancellation.sleepUnlessNow(duration);
    }
}
