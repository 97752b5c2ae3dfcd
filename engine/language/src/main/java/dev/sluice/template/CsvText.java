package dev.sluice.template;

import java.util.ArrayList;
import java.util.List;

/** Reads tables whose fields are separated by a character and may stand in double quotes. */
final class CsvText {
    private final String text;
    private final char separator;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();

    private CsvText(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** The rows that are not empty; each has at least one field. */
    static List<List<String>> rows(String text, char separator) {
        CsvText table = new CsvText(text.replace("\r\n", "\n"), separator);
        table.read();
        return table.rows;
    }

    private void read() {
        boolean quoted = false;
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            if (each == '"' && quoted && index + 1 < text.length() && text.charAt(index + 1) == '"') {
                field.append('"');
                index++;
            } else if (each == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (each == separator && !quoted) {
                endField();
            } else if (each == '\n' && !quoted) {
                endRow();
            } else {
                field.append(each);
            }
        }
        endRow();
    }

    private void endField() {
        row.add(field.toString());
        field.setLength(0);
    }

    private void endRow() {
        if (!row.isEmpty() || !field.isEmpty()) {
            endField();
            rows.add(row);
            row = new ArrayList<>();
        }
    }
}
