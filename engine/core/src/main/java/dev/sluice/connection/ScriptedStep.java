package dev.sluice.connection;

import dev.sluice.spi.Output;
import dev.sluice.spi.Shell;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step that one script carries out.
 *
 * @param step the step
 * @param script what is sent
 * @param limit how long it may run
 * @param understanding how its end is understood
 */
record ScriptedStep(Step<Output> step, StepScript script, Duration limit, Understanding understanding) {
    /** For a write, beyond the time that its content takes. */
    private static final Duration WRITE_LIMIT = Duration.ofMinutes(10);

    /** Understands how a script ended. */
    interface Understanding {
        ScriptResult of(Ending ending, Output output);
    }

    static ScriptedStep run(Steps.Run step, StepScript script) {
        return new ScriptedStep(step, script, step.limit(), (ending, output) -> {
            String stopped = stopped(ending, step.limit());
            if (stopped != null) {
                return new ScriptResult(output, stopped);
            }
            StepScript.Surrender surrender = script.surrender(output);
            if (surrender != null) {
                return ScriptResult.failure(
                        surrender.word().equals("directory")
                                ? "cannot change to the directory " + step.directory() + ": " + surrender.complaint()
                                : "the input could not be stored on the target: " + surrender.complaint());
            }
            return new ScriptResult(output, step.success().contains(ending.code()) ? null : exitFailure(output));
        });
    }

    static ScriptedStep write(Steps.Write step, String token) {
        StepScript script = WriteScript.of(step, token);
        return new ScriptedStep(step, script, WRITE_LIMIT, (ending, output) -> {
            String stopped = stopped(ending, WRITE_LIMIT);
            if (stopped != null) {
                return new ScriptResult(output, stopped);
            }
            StepScript.Surrender surrender = script.surrender(output);
            return surrender == null
                    ? new ScriptResult(output, ending.code() == 0 ? null : exitFailure(output))
                    : new ScriptResult(script.shown(output), WriteFailures.explain(step, surrender));
        });
    }

    static ScriptedStep await(Steps.Await step, String token) {
        String interval = seconds(step.interval());
        String script = "until ( eval " + Shell.quote(step.script()) + " ) </dev/null; do sleep " + interval
                + " 2>/dev/null || sleep 1; done\n";
        return new ScriptedStep(
                step, new StepScript(script, false, Set.of(0), null, token), step.limit(), (ending, output) -> {
                    if (ending.stop() == Ending.Stop.LIMIT) {
                        String said = Refusals.lastLine(output.errorText());
                        return new ScriptResult(
                                output,
                                "timed out after " + step.limit().toSeconds() + " s waiting for " + step.what()
                                        + (said.isEmpty() ? "" : "; last attempt: " + said));
                    }
                    String stopped = stopped(ending, step.limit());
                    return new ScriptResult(
                            output, stopped != null ? stopped : ending.code() == 0 ? null : exitFailure(output));
                });
    }

    private static String seconds(Duration duration) {
        long millis = Math.max(50, duration.toMillis());
        return millis % 1000 == 0
                ? Long.toString(millis / 1000)
                : millis / 1000 + "." + "%03d".formatted(millis % 1000);
    }

    /** Why a script was ended from outside; null if it was not. */
    static @Nullable String stopped(Ending ending, Duration limit) {
        return switch (ending.stop()) {
            case NONE, FLOOD -> null;
            case LIMIT -> "ended because it did not finish within " + limit.toSeconds() + " s";
            case INTERRUPT -> "interrupted";
        };
    }

    private static String exitFailure(Output output) {
        String said = Refusals.lastLine(output.errorText());
        if (said.isEmpty()) {
            said = Refusals.lastLine(output.text());
        }
        return "exit code " + output.exitCode() + (said.isEmpty() ? "" : ": " + said);
    }
}
