package dev.sluice.connection;

import dev.sluice.spi.Output;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import java.time.Duration;
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
            StepScript.Abort abort = script.abort(output);
            if (abort != null) {
                return ScriptResult.failure(
                        abort.word().equals("directory")
                                ? "cannot change to the directory " + step.directory() + ": " + abort.complaint()
                                : "the input could not be stored on the target: " + abort.complaint());
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
            StepScript.Abort abort = script.abort(output);
            return abort == null
                    ? new ScriptResult(output, ending.code() == 0 ? null : exitFailure(output))
                    : new ScriptResult(script.shown(output), WriteFailures.explain(step, abort));
        });
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
