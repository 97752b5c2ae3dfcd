package dev.sluice.journal.report;

import dev.sluice.journal.Prediction;
import java.util.ArrayList;
import java.util.List;

/** What was predicted beside what came, for the console. */
final class PredictionLines {
    /** Above it, only predictions that were wrong are listed. */
    private static final int MOST = 200;

    private static final int NAME = 50;
    private static final int ANSWER = 140;

    private final Paint paint;

    PredictionLines(Paint paint) {
        this.paint = paint;
    }

    /** A heading and a table; nothing if nothing was compared. */
    List<String> of(List<Prediction> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Prediction> wrong = rows.stream().filter(row -> !row.agrees()).toList();
        List<String> lines = new ArrayList<>(List.of("", paint.bold(heading(rows.size(), wrong.size()))));
        List<Prediction> shown = rows.size() <= MOST ? rows : wrong;
        if (!shown.isEmpty()) {
            addTable(shown, lines);
        }
        return lines;
    }

    static String heading(int rows, int wrong) {
        return wrong == 0
                ? "Predicted and actual: they agree for all of " + Words.count(rows, "task")
                : "Predicted and actual: " + wrong + " of " + Words.count(rows, "task")
                        + (wrong == 1 ? " differs" : " differ") + ", a bug in the module";
    }

    private void addTable(List<Prediction> rows, List<String> lines) {
        Table table = new Table().row(List.of("target", "task", "predicted", "actual", "agrees"));
        rows.forEach(row -> table.row(List.of(
                row.target(),
                Words.shorten(Words.line(row.task().name()), NAME),
                Words.status(row.predicted(), true),
                Words.status(row.actual(), false),
                row.agrees() ? "yes" : "NO")));
        List<String> printed = table.lines((row, column, cell) -> paint(rows, row, column, cell));
        lines.add(printed.get(0));
        for (int index = 0; index < rows.size(); index++) {
            lines.add(printed.get(index + 1));
            rows.get(index).differences().forEach(difference -> lines.add("      " + describe(difference)));
        }
    }

    private String paint(List<Prediction> rows, int row, int column, String cell) {
        if (row == 0) {
            return paint.dim(cell);
        }
        if (column < 4) {
            return cell;
        }
        return rows.get(row - 1).agrees() ? paint.green(cell) : paint.red(cell);
    }

    private static String describe(Prediction.Difference difference) {
        return Words.line(difference.fact()) + ": predicted "
                + Words.shorten(Words.line(difference.predicted()), ANSWER) + ", actual "
                + Words.shorten(Words.line(difference.actual()), ANSWER);
    }
}
