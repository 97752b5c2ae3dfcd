package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.Session.Performed;
import dev.sluice.spi.connection.Session.PlannedStep;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.connection.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Steps that are carried out by one request, in order until one fails, each followed by the questions that are asked if it
 * succeeds. At the end the directories of files that were written are flushed to the disk.
 */
final class StepRequest {
    /** Keeps a request well below what a shell likes to hold in a variable. */
    private static final int LONGEST_SCRIPT = 512 * 1024;

    /**
     * A step in the request.
     *
     * @param first how many parts of the request come before it
     */
    private record Entry(PlannedStep planned, ScriptedStep scripted, Part part, FactRequest after, int first) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder script = new StringBuilder();
    private final Set<String> written = new LinkedHashSet<>();
    private Request.@Nullable Upload upload;

    /**
     * Adds a step if there is room for it; for the first one there is.
     *
     * @param after the questions after it
     * @return whether it was added
     */
    boolean add(PlannedStep planned, ScriptedStep scripted, FactRequest after) {
        int index = parts.size();
        String more = ShellProgram.step(index, scripted.script()) + after.script(index + 1);
        boolean fits = script.length() + more.length() <= LONGEST_SCRIPT
                && upload == null
                && scripted.script().upload() == null;
        if (!entries.isEmpty() && !fits) {
            return false;
        }
        Part part = new Part(scripted.limit());
        entries.add(new Entry(planned, scripted, part, after, index));
        parts.add(part);
        parts.addAll(after.parts());
        script.append(more);
        upload = scripted.script().upload();
        if (planned.step() instanceof Steps.Write write) {
            written.add(WriteScript.directory(write));
        }
        return true;
    }

    /**
     * Sends the request.
     *
     * @param done told of each step that ended, in order; if one has not even begun, it is the first one not told
     * @return how many steps ended well; -1 if one failed
     * @throws UnreachableException if the connection was lost; the steps that ended before were told
     */
    int send(Asker asker, Consumer<Performed> done) throws UnreachableException {
        Exchange exchange = new Exchange(parts);
        long start = System.nanoTime();
        // Only the first step may have an upload.
        Progress progress = entries.get(0).planned().context().progress();
        Request request =
                new Request(true, ShellProgram.request(script + ShellProgram.flush(written)), upload, progress);
        Ending ending;
        try {
            ending = asker.ask(request, exchange);
        } catch (UnreachableException lost) {
            for (Entry entry : entries) {
                if (entry.part().hasEnded()) {
                    done.accept(performed(entry, new Ending(0, Ending.Stop.NONE), exchange, start));
                }
            }
            throw lost;
        }
        int well = 0;
        for (Entry entry : entries) {
            if (!entry.part().hasEnded() && entry.first() > exchange.ended()) {
                return well;
            }
            Performed performed = performed(entry, ending, exchange, start);
            done.accept(performed);
            if (!performed.outcome().succeeded()) {
                return -1;
            }
            well++;
        }
        return well;
    }

    private static Performed performed(Entry entry, Ending ending, Exchange exchange, long start) {
        Part part = entry.part();
        ScriptResult result = part.hasEnded() || ending.stop() != Ending.Stop.NONE
                ? entry.scripted().understanding().of(part.ending(ending.code()), part.result(ending.code()))
                : lost(part, ending);
        long began = entry.first() == 0 ? start : part.startedAt();
        long ended = part.hasEnded() ? part.endedAt() : System.nanoTime();
        StepOutcome<Output> outcome = new StepOutcome<>(
                entry.scripted().step(), result.output(), result.failure(), false, Duration.ofNanos(ended - began));
        return new Performed(outcome, outcome.succeeded() ? readings(entry, exchange) : Map.of());
    }

    private static Map<Fact<?>, Reading> readings(Entry entry, Exchange exchange) {
        int ended = exchange.ended() - entry.first() - 1;
        return entry.after().understand(Math.min(ended, entry.after().parts().size()));
    }

    /** The shell that was to tell how the step ended has ended itself. */
    private static ScriptResult lost(Part part, Ending ending) {
        return new ScriptResult(
                part.result(ending.code()),
                "its shell on the target ended with exit code " + ending.code()
                        + "; it is not known whether the step happened");
    }
}
