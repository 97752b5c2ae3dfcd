package dev.sluice.journal.report;

import dev.sluice.journal.Event;
import dev.sluice.journal.Event.RunFinished;
import dev.sluice.journal.EventListener;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a report in Markdown when the run has ended, fit for a comment on a pull request: the summary first, then what
 * each phase does, and never more than {@value #LIMIT} characters.
 */
public final class MarkdownListener implements EventListener {
    /** GitHub takes 65536 characters in a comment; the rest is for what a bot puts around it. */
    static final int LIMIT = 60_000;

    private final PrintStream out;
    private final RunHistory history = new RunHistory();

    /** @param out where it is written, in UTF-8 whatever its own encoding is; not closed */
    public MarkdownListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(Event event) {
        history.on(event);
        if (event instanceof RunFinished finished) {
            BoundedText text = new BoundedText(LIMIT);
            new MarkdownSummary(history).write(finished.summary(), text);
            new MarkdownPhases(history).write(text);
            out.writeBytes(text.end().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
