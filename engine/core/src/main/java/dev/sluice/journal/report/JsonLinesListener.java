package dev.sluice.journal.report;

import dev.sluice.journal.Event;
import dev.sluice.journal.EventJson;
import dev.sluice.journal.EventListener;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Writes each event as one line of JSON the moment it happens, in the form of the journal. */
public final class JsonLinesListener implements EventListener {
    private final PrintStream out;
    private final Clock clock;
    private final EventJson json = new EventJson();

    private long number;

    /** @param out where it is written, in UTF-8 whatever its own encoding is; not closed */
    public JsonLinesListener(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void on(Event event) {
        number++;
        out.writeBytes((json.write(number, clock.instant(), event) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
