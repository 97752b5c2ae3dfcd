package dev.sluice.journal;

import dev.sluice.spi.Output;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.StepResult;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step that was carried out or, in a check, would be.
 *
 * @param kind what kind of step, e.g. {@code Run} or {@code Write}
 * @param description the action as a person would type or say it
 * @param result what it came to; null if it was not carried out
 * @param failure one clear line; null if it succeeded or was not carried out
 * @param duration zero if it was not carried out
 */
public record StepReport(
        String kind,
        String description,
        @Nullable Result result,
        @Nullable String failure,
        Duration duration) {
    /**
     * What a step came to, as it says of itself.
     *
     * @param summary in a few words; empty if there is nothing to say
     * @param printed what its program left behind; null for a step that runs none
     * @param details what else there is to report, by name; values of the language
     */
    public record Result(String summary, @Nullable Printed printed, Map<String, @Nullable Object> details) {
        private static final Result NOTHING = new Result("", null, Map.of());

        public Result {
            details = Collections.unmodifiableMap(Shortened.of(details));
        }

        private static Result of(StepResult result) {
            Printed printed = result instanceof Output output
                    ? new Printed(output.exitCode(), output.text(), output.errorText())
                    : null;
            return new Result(result.summary(), printed, new LinkedHashMap<>(result.details()));
        }
    }

    /** What a program left behind, as text; the middle of a long one is left out. */
    public record Printed(int exitCode, String stdout, String stderr) {
        public Printed {
            stdout = Shortened.of(stdout);
            stderr = Shortened.of(stderr);
        }
    }

    /** A step that would be carried out. */
    public static StepReport planned(Step<?> step) {
        return new StepReport(kind(step), step.describe(), null, null, Duration.ZERO);
    }

    /** A step that was carried out. */
    public static StepReport of(StepOutcome<?> outcome) {
        return new StepReport(
                kind(outcome.step()),
                outcome.step().describe(),
                outcome.result() == null ? Result.NOTHING : Result.of(outcome.result()),
                outcome.failure(),
                outcome.duration());
    }

    private static String kind(Step<?> step) {
        return step.getClass().getSimpleName();
    }

    /** What its program left behind; null if it was not carried out, or runs none. */
    public @Nullable Printed printed() {
        return result == null ? null : result.printed();
    }
}
