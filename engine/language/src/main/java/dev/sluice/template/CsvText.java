package dev.sluice.template;

import dev.sluice.python.OperationException;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads tables whose fields are separated by a character and may stand in double quotes, as Python's {@code csv} does. */
final class CsvText {
    private CsvText() {}

    /**
     * The rows that are not empty; each has at least one field.
     *
     * @throws OperationException if the separator cannot be one
     */
    static List<List<String>> rows(String text, char separator) {
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setTrailingData(true)
                .setLenientEof(true)
                .get()
                .parse(new StringReader(text))) {
            return parser.stream().map(CSVRecord::toList).toList();
        } catch (IOException | IllegalArgumentException wrong) {
            throw new OperationException("the table cannot be read: " + wrong.getMessage());
        }
    }
}
