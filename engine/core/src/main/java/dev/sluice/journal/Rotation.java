package dev.sluice.journal;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.sluice.spi.Change;
import dev.sluice.spi.value.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Hides what a secret replaces. Nobody has announced the old one, but it stands where the new one will: of a text that
 * changes, the old lines that lines with a secret replace are not shown.
 */
final class Rotation {
    /** Above it, finding the lines takes too long, and all of the old text is hidden. */
    private static final int MOST_LINES = 2_000;

    private final Redactor redactor;

    Rotation(Redactor redactor) {
        this.redactor = redactor;
    }

    ChangeReport hidden(ChangeReport change) {
        boolean replaced = !change.before().isEmpty() && hasSecret(change.after());
        Change.Difference difference = change.difference();
        Change.Difference shown = difference == null ? null : hidden(difference);
        if (!replaced && shown == difference) {
            return change;
        }
        return new ChangeReport(
                change.resource(),
                change.what(),
                replaced ? Secret.REDACTED : change.before(),
                change.after(),
                change.kind(),
                change.risk(),
                shown,
                change.undo());
    }

    private Change.Difference hidden(Change.Difference difference) {
        if (difference.before().isEmpty() || !hasSecret(difference.after())) {
            return difference;
        }
        return new Change.Difference(
                difference.beforeName(), before(difference), difference.afterName(), difference.after());
    }

    private String before(Change.Difference difference) {
        List<String> old = List.of(difference.before().split("\n", -1));
        List<String> replacement = List.of(difference.after().split("\n", -1));
        if (redactor.redact(difference.after()).equals(Secret.REDACTED)
                || old.size() + replacement.size() > MOST_LINES) {
            return Secret.REDACTED;
        }
        List<String> shown = new ArrayList<>(old);
        for (AbstractDelta<String> delta : DiffUtils.diff(old, replacement).getDeltas()) {
            if (hasSecret(String.join("\n", delta.getTarget().getLines()))) {
                int start = delta.getSource().getPosition();
                Collections.fill(shown.subList(start, start + delta.getSource().size()), Secret.REDACTED);
            }
        }
        return String.join("\n", shown);
    }

    private boolean hasSecret(String text) {
        return !redactor.redact(text).equals(text);
    }
}
