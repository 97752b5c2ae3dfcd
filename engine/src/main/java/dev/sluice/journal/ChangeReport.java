package dev.sluice.journal;

import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import org.jspecify.annotations.Nullable;

/**
 * A change that was made or, in a check, would be made. The components are those of {@link Change}.
 *
 * @param undo how it is taken back, in words; or null if nothing does
 */
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
                change.difference(),
                undo == null ? null : undo.description());
    }
}
