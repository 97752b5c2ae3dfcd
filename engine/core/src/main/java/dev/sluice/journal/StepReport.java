package dev.sluice.journal;

import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A step that was carried out or, in a check, would be.
 *
 * @param kind what kind of step, e.g. {@code Run} or {@code Write}
 * @param description the action as a person would type or say it
 * @param exitCode null if it was not carried out
 * @param stdout what it printed, as text
 * @param stderr what it printed as errors, as text
 * @param failure one clear line; null if it succeeded or was not carried out
 * @param duration zero if it was not carried out
 */
public record StepReport(
        String kind,
        String description,
        @Nullable Integer exitCode,
        String stdout,
        String stderr,
        @Nullable String failure,
        Duration duration) {
    /** A step that would be carried out. */
    public static StepReport planned(Step step) {
        return new StepReport(step.getClass().getSimpleName(), step.describe(), null, "", "", null, Duration.ZERO);
    }

    /** A step that was carried out. */
    public static StepReport of(StepOutcome outcome) {
        return new StepReport(
                outcome.step().getClass().getSimpleName(),
                outcome.step().describe(),
                outcome.output().exitCode(),
                outcome.output().text(),
                outcome.output().errorText(),
                outcome.failure(),
                outcome.duration());
    }
}
