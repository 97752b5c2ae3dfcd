package dev.sluice.journal;

import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import org.jspecify.annotations.Nullable;

/**
 * A change that was made or, in a check, would be made. The components are those of {@link Change}.
 *
 * @param undo how it is taken back, in words; or null if nothing does
 */
// More than five: programs read it as one flat entry of a report.
public record ChangeReport(
        String resource,
        String what,
        String before,
        String after,
        Change.Kind kind,
        Risk risk,
        Change.@Nullable Difference difference,
        @Nullable String undo) {
    public static ChangeReport of(Change change) {
        Change.Undo undo = change.undo();
        return new ChangeReport(
                change.resource(),
                change.what(),
                change.before(),
                change.after(),
                change.kind(),
                change.risk(),
                textual(change.difference()),
                undo == null ? null : undo.description());
    }

    ChangeReport withoutDifference() {
        return new ChangeReport(resource, what, before, after, kind, risk, null, undo);
    }

    ChangeReport censored() {
        return new ChangeReport(
                TaskReport.HIDDEN,
                "",
                TaskReport.hidden(before),
                TaskReport.hidden(after),
                kind,
                risk,
                null,
                undo == null ? null : TaskReport.HIDDEN);
    }

    /** Before secrets are taken out: two texts that are equal here do not differ in what is hidden, but not at all. */
    private static Change.@Nullable Difference textual(Change.@Nullable Difference difference) {
        return difference == null || difference.before().equals(difference.after()) ? null : difference;
    }
}
