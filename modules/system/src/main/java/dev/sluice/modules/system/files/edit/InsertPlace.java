package dev.sluice.modules.system.files.edit;

import dev.sluice.modules.system.files.RegexParameter;
import dev.sluice.python.Regex;
import org.jspecify.annotations.Nullable;

/** Reads {@code insertafter} and {@code insertbefore}. */
final class InsertPlace {
    private InsertPlace() {}

    /** Without either, and with {@code EOF} on any side, it is the end of the file; {@code BOF} is its beginning. */
    static LineEdit.Place of(@Nullable String after, @Nullable String before) {
        if (after != null && !after.equals("EOF")) {
            return after.equals("BOF")
                    ? new LineEdit.Place(LineEdit.Place.Side.BEFORE, null)
                    : new LineEdit.Place(LineEdit.Place.Side.AFTER, compile("insertafter", after));
        }
        if (after == null && before != null) {
            return before.equals("BOF")
                    ? new LineEdit.Place(LineEdit.Place.Side.BEFORE, null)
                    : new LineEdit.Place(LineEdit.Place.Side.BEFORE, compile("insertbefore", before));
        }
        return new LineEdit.Place(LineEdit.Place.Side.AFTER, null);
    }

    private static Regex compile(String name, String regex) {
        return RegexParameter.compile(name, TextEditing.asBytes(regex), Regex.Flag.BYTES);
    }
}
