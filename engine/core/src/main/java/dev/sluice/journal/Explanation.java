package dev.sluice.journal;

import dev.sluice.spi.value.Failure;
import java.util.List;

/**
 * What is to be said about how a task ended.
 *
 * @param message why it failed or was skipped; empty if nothing
 * @param because what it depends on or the root cause: completes "depends on ..." for an undecided task, names the failed
 *     task for a cancelled one, and is why a failure is one; empty if nothing
 * @param hint what to do about a failure; empty if nothing can be said
 * @param warnings for the user
 */
public record Explanation(String message, String because, String hint, List<String> warnings) {
    /** Nothing is to be said. */
    public static final Explanation NONE = new Explanation("", "", "", List.of());

    public Explanation {
        warnings = List.copyOf(warnings);
    }

    /** Only a message. */
    public static Explanation of(String message) {
        return NONE.withMessage(message);
    }

    /** What a failure says, with its place. */
    public static Explanation of(Failure failure) {
        String place = failure.place().isEmpty() ? "" : " (at " + failure.place() + ")";
        return new Explanation(failure.getMessage() + place, failure.reason(), failure.hint(), List.of());
    }

    public Explanation withMessage(String newMessage) {
        return new Explanation(newMessage, because, hint, warnings);
    }

    public Explanation withBecause(String newBecause) {
        return new Explanation(message, newBecause, hint, warnings);
    }

    public Explanation withHint(String newHint) {
        return new Explanation(message, because, newHint, warnings);
    }

    public Explanation withWarnings(List<String> newWarnings) {
        return new Explanation(message, because, hint, newWarnings);
    }
}
