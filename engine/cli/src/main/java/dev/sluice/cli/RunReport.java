package dev.sluice.cli;

import dev.sluice.journal.Event;
import dev.sluice.journal.EventListener;
import dev.sluice.journal.Status;
import dev.sluice.journal.report.ConsoleListener;
import dev.sluice.journal.report.ConsoleStyle;
import dev.sluice.journal.report.JsonLinesListener;
import dev.sluice.journal.report.JsonListener;
import dev.sluice.journal.report.MarkdownListener;
import dev.sluice.spi.Change;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Clock;

/** Chooses the listener of a format, and counts what decides about the exit code and the question to the person. */
final class RunReport implements EventListener {
    private final EventListener listener;
    private int changes;
    private int destructive;

    /** A report that is only counted: with a machine's format, the plan before an apply is not printed too. */
    static RunReport ofPlan(RunArguments arguments, PrintStream out, Clock clock) {
        return arguments.output == RunArguments.OutputFormat.CONSOLE
                ? new RunReport(arguments, out, clock)
                : new RunReport(event -> {});
    }

    private RunReport(EventListener listener) {
        this.listener = listener;
    }

    RunReport(RunArguments arguments, PrintStream out, Clock clock) {
        this.listener = switch (arguments.output) {
            case CONSOLE ->
                new ConsoleListener(
                        out, ConsoleStyle.detect(System.getenv(), encoding(), arguments.verbose.length), clock);
            case JSON -> new JsonListener(out);
            case JSONL -> new JsonLinesListener(out, clock);
            case MARKDOWN -> new MarkdownListener(out);
        };
    }

    /** How standard output is encoded: from Java 19 on that is no longer the default encoding. */
    private static Charset encoding() {
        return Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.TaskFinished finished) {
            Status status = finished.report().status();
            if (status == Status.CHANGED || status == Status.UNDECIDED) {
                changes++;
            }
            destructive += (int) finished.report().allChanges().stream()
                    .filter(change -> change.risk() == dev.sluice.spi.Risk.DESTRUCTIVE)
                    .filter(change -> change.kind() != Change.Kind.WAIT)
                    .count();
        }
        listener.on(event);
    }

    /** For what is under way, which a console shows as it happens. */
    @Override
    public void happened(Event event) {
        listener.happened(event);
    }

    /** How many tasks change something or may do so. */
    int changes() {
        return changes;
    }

    /** How many changes may destroy data. */
    int destructive() {
        return destructive;
    }

    void close() {
        if (listener instanceof ConsoleListener console) {
            console.close();
        }
    }
}
