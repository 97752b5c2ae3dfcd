package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.Session.Performed;
import dev.sluice.spi.connection.Session.PlannedStep;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.connection.UnreachableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    Performed perform(Step<?> step, StepContext context, List<Fact<?>> questions) throws UnreachableException {
        List<Performed> performed = new ArrayList<>();
        perform(List.of(new PlannedStep(step, context, questions)), performed::add);
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
            ScriptedStep scripted = objection(planned) == null ? scripted(planned) : null;
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
        String objection = objection(planned);
        StepOutcome<?> outcome = objection == null
                ? unscripted(planned, start)
                : StepOutcome.failed(planned.step(), objection, Duration.ZERO);
        done.accept(new Performed(outcome, outcome.succeeded() ? reader.read(planned.questions()) : Map.of()));
        return outcome.succeeded() ? 1 : -1;
    }

    private static @Nullable String objection(PlannedStep planned) {
        if (planned.step() instanceof Steps.Run run) {
            return RunScript.objection(surrounded(run, planned.context()));
        }
        return planned.step() instanceof Steps.Write write ? WriteScript.objection(write) : null;
    }

    private @Nullable ScriptedStep scripted(PlannedStep planned) {
        if (planned.step() instanceof Steps.Run run) {
            return ScriptedStep.run(run, RunScript.of(surrounded(run, planned.context()), nonces.next()));
        }
        return planned.step() instanceof Steps.Write write ? ScriptedStep.write(write, nonces.next()) : null;
    }

    /** The step with the variables of its task; its own come first. */
    private static Steps.Run surrounded(Steps.Run run, StepContext context) {
        Map<String, String> merged = new LinkedHashMap<>(context.environment());
        merged.putAll(run.environment());
        return run.withEnvironment(merged);
    }

    private StepOutcome<?> unscripted(PlannedStep planned, long start) throws UnreachableException {
        Step<?> step = planned.step();
        if (step instanceof Steps.Fetch fetch) {
            return fetch(fetch, planned.context().progress(), start);
        }
        return StepOutcome.failed(
                step,
                "a shell cannot carry out '" + step.describe() + "'; the task needs another connection",
                Duration.ZERO);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private StepOutcome<Steps.Fetched> fetch(Steps.Fetch step, Progress progress, long start)
            throws UnreachableException {
        Path destination = Path.of(step.destination()).toAbsolutePath();
        Path temporary = destination.resolveSibling(".sluice-" + nonces.next());
        try {
            Files.createDirectories(destination.getParent());
            String failure;
            try (OutputStream file = Files.newOutputStream(temporary)) {
                failure = fetch(step, new FetchPart(FETCH_LIMIT, file, progress));
            }
            if (failure != null) {
                return StepOutcome.failed(step, failure, since(start));
            }
            long size = Files.size(temporary);
            Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return StepOutcome.succeeded(step, new Steps.Fetched(size), since(start));
        } catch (IOException broken) {
            return StepOutcome.failed(
                    step, "cannot write " + destination + " on this machine: " + broken, since(start));
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

    /** Copies the file's content; says why it could not, or null. */
    private @Nullable String fetch(Steps.Fetch step, FetchPart part) throws UnreachableException {
        Script script = Script.of("""
                p={}
                stat -Lc %s -- "$p" >&2 2>/dev/null || echo >&2
                if [ -d "$p" ]; then echo 'it is a directory' >&2; exit 1; fi
                cat <"$p"
                """, step.path());
        StepScript sent = new StepScript(script.text(), true, Set.of(0), null, nonces.next());
        Ending ending = asker.ask(
                new Request(true, ShellProgram.request(ShellProgram.step(0, sent)), null), new Exchange(List.of(part)));
        if (part.broken() != null) {
            return "cannot write " + step.destination() + " on this machine: "
                    + part.broken().getMessage();
        }
        String stopped = ScriptedStep.stopped(part.ending(ending.code()), FETCH_LIMIT);
        if (stopped != null) {
            return stopped;
        }
        Output output = part.result(ending.code());
        return output.succeeded() ? null : "cannot read " + step.path() + ": " + Refusals.lastLine(output.errorText());
    }
}
