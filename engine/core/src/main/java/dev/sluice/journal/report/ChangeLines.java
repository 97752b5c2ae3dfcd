package dev.sluice.journal.report;

import dev.sluice.journal.ChangeReport;
import dev.sluice.spi.Change;
import java.util.ArrayList;
import java.util.List;

/** A change as lines for the console: what becomes of what, its risk, and the difference of its texts. */
final class ChangeLines {
    private static final int DIFF = 200;
    private static final int VALUE = 160;

    private final ConsoleStyle style;
    private final Paint paint;

    ChangeLines(ConsoleStyle style, Paint paint) {
        this.style = style;
        this.paint = paint;
    }

    List<String> of(ChangeReport change) {
        List<String> lines = new ArrayList<>();
        String risk = Words.risk(change.risk());
        lines.add(describe(change) + (risk.isEmpty() ? "" : "  " + paint.risk(change.risk(), "[" + risk + "]")));
        if (change.undo() != null && style.verbosity() > 0) {
            lines.add("  " + paint.dim("undo: " + Words.line(change.undo())));
        }
        if (change.difference() != null) {
            UnifiedDiff.lines(change.difference(), DIFF)
                    .forEach(line -> lines.add("  " + paint.diff(Words.printable(line))));
        }
        return lines;
    }

    private String describe(ChangeReport change) {
        String resource = Words.line(change.resource());
        String what = Words.line(change.what());
        String before = Words.shorten(Words.line(change.before()), VALUE);
        String after = Words.shorten(Words.line(change.after()), VALUE);
        if (change.kind() != Change.Kind.STATE) {
            String sign = change.kind() == Change.Kind.EVENT ? "!" : style.unicode() ? "…" : ".";
            String from = before.isEmpty() || after.isEmpty() ? "" : before + " -> ";
            String happens = (what + (after.isEmpty() ? "" : " " + from + after)).strip();
            return paint.cyan(sign) + " " + resource + (happens.isEmpty() ? "" : ": " + happens);
        }
        // That something exists is said by the sign.
        String named = what.equals("exists") || what.isEmpty() ? resource : resource + " " + what;
        if (before.isEmpty() && after.isEmpty()) {
            return paint.yellow("~") + " " + named;
        }
        if (before.isEmpty()) {
            return paint.green("+") + " " + named + ": " + after;
        }
        if (after.isEmpty()) {
            return paint.red("-") + " " + named + " (was " + before + ")";
        }
        return paint.yellow("~") + " " + named + ": " + before + " -> " + after;
    }
}
