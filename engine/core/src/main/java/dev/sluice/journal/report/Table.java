package dev.sluice.journal.report;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns, for the console. */
final class Table {
    /** Paints a padded cell of a row. */
    @FunctionalInterface
    interface CellPaint {
        String paint(int row, int column, String padded);
    }

    private final List<List<String>> rows = new ArrayList<>();

    Table row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    List<String> lines(CellPaint paint) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = row.get(column).length();
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < rows.size(); number++) {
            StringBuilder line = new StringBuilder();
            List<String> row = rows.get(number);
            for (int column = 0; column < row.size(); column++) {
                boolean last = column == row.size() - 1;
                String padded = last ? row.get(column) : TaskLines.pad(row.get(column), widths.get(column));
                line.append(column == 0 ? "  " : "  ").append(paint.paint(number, column, padded));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
