package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.Shell;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Session.Performed;
import dev.sluice.spi.connection.Session.PlannedStep;
import dev.sluice.spi.connection.UnreachableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out the shell's steps, and asks in the same request what is true after them. */
final class StepRunner {
    /** For a fetch: how long the target may be silent. */
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(2);

    private final Asker asker;
    private final Nonces nonces;
    private final FactReader reader;

    StepRunner(Asker asker, Nonces nonces, FactReader reader) {
        this.asker = asker;
        this.nonces = nonces;
        this.reader = reader;
    }

    Performed perform(Step step, List<Fact<?>> questions) throws UnreachableException {
        List<Performed> performed = new ArrayList<>();
        perform(List.of(new PlannedStep(step, List.of(), questions)), performed::add);
        return performed.get(0);
    }

    /** As {@link dev.sluice.spi.connection.Session#perform(List, Consumer)} says. */
    void perform(List<PlannedStep> steps, Consumer<Performed> done) throws UnreachableException {
        List<PlannedStep> left = steps;
        while (!left.isEmpty()) {
            StepRequest together = together(left);
            int well = together == null ? alone(left.get(0), done) : together.send(asker, done);
            if (well < 0) {
                return;
            }
            left = left.subList(well, left.size());
        }
    }

    /** The first steps, as many as one request carries out; null if the first one needs more than a request. */
    private @Nullable StepRequest together(List<PlannedStep> steps) {
        StepRequest request = null;
        for (PlannedStep planned : steps) {
            ScriptedStep scripted = objection(planned.step()) == null ? scripted(planned.step()) : null;
            if (scripted == null) {
                break;
            }
            request = request == null ? new StepRequest() : request;
            if (!request.add(planned, scripted, reader.request(planned.questions()))) {
                break;
            }
        }
        return request;
    }

    private int alone(PlannedStep planned, Consumer<Performed> done) throws UnreachableException {
        long start = System.nanoTime();
        Step step = planned.step();
        String objection = objection(step);
        StepResult result = objection == null ? unscripted(step) : StepResult.failure(objection);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        StepOutcome outcome = new StepOutcome(step, result.output(), result.failure(), false, duration);
        done.accept(new Performed(outcome, outcome.succeeded() ? reader.read(planned.questions()) : Map.of()));
        return outcome.succeeded() ? 1 : -1;
    }

    private static @Nullable String objection(Step step) {
        if (step instanceof Steps.Run run) {
            return RunScript.objection(run);
        }
        return step instanceof Steps.Write write ? WriteScript.objection(write) : null;
    }

    private @Nullable ScriptedStep scripted(Step step) {
        if (step instanceof Steps.Run run) {
            return ScriptedStep.run(run, nonces.next());
        }
        if (step instanceof Steps.Write write) {
            return ScriptedStep.write(write, nonces.next());
        }
        return step instanceof Steps.Await await ? ScriptedStep.await(await, nonces.next()) : null;
    }

    private StepResult unscripted(Step step) throws UnreachableException {
        if (step instanceof Steps.Fetch fetch) {
            return fetch(fetch);
        }
        if (step instanceof Steps.Sleep sleep) {
            boolean slept = asker.sleep(sleep.duration());
            return new StepResult(Output.of(0, "", ""), slept ? null : "interrupted");
        }
        return StepResult.failure(
                "a shell cannot carry out '" + step.describe() + "'; the task needs another connection");
    }

    private StepResult fetch(Steps.Fetch step) throws UnreachableException {
        Path destination = Path.of(step.destination()).toAbsolutePath();
        Path temporary = destination.resolveSibling(".sluice-" + nonces.next());
        try {
            Files.createDirectories(destination.getParent());
            StepResult result;
            try (OutputStream file = Files.newOutputStream(temporary)) {
                result = fetch(step, file);
            }
            if (result.failure() == null) {
                Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return result;
        } catch (IOException broken) {
            return StepResult.failure("cannot write " + destination + " on this machine: " + broken);
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

    private StepResult fetch(Steps.Fetch step, OutputStream file) throws UnreachableException {
        String path = Shell.quote(step.path());
        String script = "if [ -d " + path + " ]; then echo 'it is a directory' >&2; exit 1; fi\ncat <" + path + "\n";
        FetchPart part = new FetchPart(FETCH_LIMIT, file);
        StepScript sent = new StepScript(script, true, Set.of(0), null, nonces.next());
        Ending ending = asker.ask(
                new Request(true, ShellProgram.request(ShellProgram.step(0, sent)), null), new Exchange(List.of(part)));
        if (part.broken() != null) {
            return StepResult.failure("cannot write " + step.destination() + " on this machine: "
                    + part.broken().getMessage());
        }
        String stopped = ScriptedStep.stopped(part.ending(ending.code()), FETCH_LIMIT);
        if (stopped != null) {
            return StepResult.failure(stopped);
        }
        Output output = part.result(ending.code());
        return new StepResult(
                output,
                output.succeeded()
                        ? null
                        : "cannot read " + step.path() + ": " + Refusals.lastLine(output.errorText()));
    }
}
