package dev.sluice.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Reads what a {@link JournalFile} wrote, even if its writer was killed in the middle of a line. */
public final class JournalReader {
    private JournalReader() {}

    /**
     * An event as recorded.
     *
     * @param number its 1-based number in the run
     * @param at when it was recorded
     */
    public record Entry(long number, Instant at, Event event) {}

    /**
     * A journal.
     *
     * @param entries in order
     * @param torn whether the last line was only partly written and is left out
     */
    public record Recording(List<Entry> entries, boolean torn) {
        public Recording {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Reads a journal.
     *
     * @throws JournalException if it cannot be read, or is damaged anywhere but at its end
     */
    public static Recording read(Path path) {
        String text = text(path);
        EventJson json = new EventJson();
        List<Entry> entries = new ArrayList<>();
        int start = 0;
        for (int line = 1; start < text.length(); line++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return new Recording(entries, true);
            }
            entries.add(entry(path, line, text.substring(start, end), json));
            start = end + 1;
        }
        return new Recording(entries, false);
    }

    private static String text(Path path) {
        try {
            // A torn line may end in the middle of a character, so malformed bytes are replaced, not refused.
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new JournalException("the journal " + path + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static Entry entry(Path path, int number, String line, EventJson json) {
        try {
            return json.read(line);
        } catch (EventJson.UnknownEventException unknown) {
            throw new JournalException(
                    path + ":" + number + ": " + unknown.getOriginalMessage()
                            + "; the journal was written by another version of Sluice: use that version to read it",
                    unknown);
        } catch (JsonProcessingException | DateTimeParseException damage) {
            throw new JournalException(
                    path + ":" + number + ": the line is damaged; the file was altered after it was written, so what"
                            + " the run did cannot be read from it: restore it, or look at the targets",
                    damage);
        }
    }
}
