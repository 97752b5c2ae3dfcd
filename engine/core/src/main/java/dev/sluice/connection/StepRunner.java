package dev.sluice.connection;

import dev.sluice.spi.Output;
import dev.sluice.spi.Shell;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.UnreachableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Carries out the shell's steps. */
final class StepRunner {
    /** For a write, beyond the time that its content takes. */
    private static final Duration WRITE_LIMIT = Duration.ofMinutes(10);

    /** For a fetch: how long the target may be silent. */
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(2);

    private final Asker asker;
    private final Nonces nonces;

    StepRunner(Asker asker, Nonces nonces) {
        this.asker = asker;
        this.nonces = nonces;
    }

    StepOutcome perform(Step step) throws UnreachableException {
        long start = System.nanoTime();
        Result result = dispatch(step);
        return new StepOutcome(
                step, result.output(), result.failure(), false, Duration.ofNanos(System.nanoTime() - start));
    }

    private record Result(Output output, @Nullable String failure) {
        static Result failure(String message) {
            return new Result(Output.of(1, "", ""), message);
        }
    }

    private Result dispatch(Step step) throws UnreachableException {
        if (step instanceof Steps.Run run) {
            return run(run);
        }
        if (step instanceof Steps.Write write) {
            return write(write);
        }
        if (step instanceof Steps.Fetch fetch) {
            return fetch(fetch);
        }
        if (step instanceof Steps.Await await) {
            return await(await);
        }
        if (step instanceof Steps.Sleep sleep) {
            boolean slept = asker.sleep(sleep.duration());
            return new Result(Output.of(0, "", ""), slept ? null : "interrupted");
        }
        return Result.failure("a shell cannot carry out '" + step.describe() + "'; the task needs another connection");
    }

    private Result run(Steps.Run step) throws UnreachableException {
        String objection = RunScript.objection(step);
        if (objection != null) {
            return Result.failure(objection);
        }
        StepScript script = RunScript.of(step, nonces.next());
        StepExchange exchange = new StepExchange(step.limit());
        Ending ending = asker.ask(nonce -> script.request(), exchange);
        Output output = exchange.result(ending.code());
        String stopped = stopped(ending, step.limit());
        if (stopped != null) {
            return new Result(output, stopped);
        }
        StepScript.Surrender surrender = script.surrender(output);
        if (surrender != null) {
            return Result.failure(
                    surrender.word().equals("directory")
                            ? "cannot change to the directory " + step.directory() + ": " + surrender.complaint()
                            : "the input could not be stored on the target: " + surrender.complaint());
        }
        return new Result(output, step.success().contains(ending.code()) ? null : exitFailure(output));
    }

    private Result write(Steps.Write step) throws UnreachableException {
        String objection = WriteScript.objection(step);
        if (objection != null) {
            return Result.failure(objection);
        }
        StepScript script = WriteScript.of(step, nonces.next());
        StepExchange exchange = new StepExchange(WRITE_LIMIT);
        Ending ending = asker.ask(nonce -> script.request(), exchange);
        Output output = exchange.result(ending.code());
        String stopped = stopped(ending, WRITE_LIMIT);
        if (stopped != null) {
            return new Result(output, stopped);
        }
        StepScript.Surrender surrender = script.surrender(output);
        if (surrender != null) {
            return new Result(script.shown(output), WriteFailures.explain(step, surrender));
        }
        return new Result(output, ending.code() == 0 ? null : exitFailure(output));
    }

    private Result fetch(Steps.Fetch step) throws UnreachableException {
        Path destination = Path.of(step.destination()).toAbsolutePath();
        Path temporary = destination.resolveSibling(".sluice-" + nonces.next());
        try {
            Files.createDirectories(destination.getParent());
            Result result;
            try (OutputStream file = Files.newOutputStream(temporary)) {
                result = fetch(step, file);
            }
            if (result.failure() == null) {
                Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return result;
        } catch (IOException broken) {
            return Result.failure("cannot write " + destination + " on this machine: " + broken);
        } finally {
            remove(temporary);
        }
    }

    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException leftBehind) {
            temporary.toFile().deleteOnExit();
        }
    }

    private Result fetch(Steps.Fetch step, OutputStream file) throws UnreachableException {
        String path = Shell.quote(step.path());
        String script = "if [ -d " + path + " ]; then echo 'it is a directory' >&2; exit 1; fi\ncat <" + path + "\n";
        FetchExchange exchange = new FetchExchange(FETCH_LIMIT, file);
        Ending ending = asker.ask(nonce -> new Request(true, script, null), exchange);
        if (exchange.broken() != null) {
            return Result.failure("cannot write " + step.destination() + " on this machine: "
                    + exchange.broken().getMessage());
        }
        String stopped = stopped(ending, FETCH_LIMIT);
        if (stopped != null) {
            return Result.failure(stopped);
        }
        Output output = exchange.result(ending.code());
        return new Result(
                output,
                ending.code() == 0
                        ? null
                        : "cannot read " + step.path() + ": " + Refusals.lastLine(output.errorText()));
    }

    private Result await(Steps.Await step) throws UnreachableException {
        String interval = seconds(step.interval());
        String script = "until ( eval " + Shell.quote(step.script()) + " ) </dev/null; do sleep " + interval
                + " 2>/dev/null || sleep 1; done\n";
        StepExchange exchange = new StepExchange(step.limit());
        Ending ending = asker.ask(nonce -> new Request(true, script, null), exchange);
        Output output = exchange.result(ending.code());
        if (ending.stop() == Ending.Stop.LIMIT) {
            String said = Refusals.lastLine(output.errorText());
            return new Result(
                    output,
                    "waited " + step.limit().toSeconds() + " s in vain for " + step.what()
                            + (said.isEmpty() ? "" : "; the last try said: " + said));
        }
        String stopped = stopped(ending, step.limit());
        if (stopped != null) {
            return new Result(output, stopped);
        }
        return new Result(output, ending.code() == 0 ? null : exitFailure(output));
    }

    private static String seconds(Duration duration) {
        long millis = Math.max(50, duration.toMillis());
        return millis % 1000 == 0
                ? Long.toString(millis / 1000)
                : millis / 1000 + "." + "%03d".formatted(millis % 1000);
    }

    private static @Nullable String stopped(Ending ending, Duration limit) {
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
