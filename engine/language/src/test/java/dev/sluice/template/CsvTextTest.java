package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.python.Python;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTextTest {
    @Test
    void pythonReadsTheSame() throws IOException, InterruptedException {
        List<String> examples = new ArrayList<>(
                List.of("", "a;b\r\nc;d\r\n", "\"a;\"\"b\"\"\nc\";d", "\"\"\n;\n\"a\"b;\"c", "a\"b;c \"d\""));
        Random random = new Random(1);
        for (int each = 0; each < 2_000; each++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(15), 0, 8).forEach(at -> text.append("ab;;\"\" \n".charAt(at)));
            examples.add(text.toString());
        }
        JsonNode expected = Python.answers("""
                import csv, io, json, sys
                def rows(text):
                    return [row for row in csv.reader(io.StringIO(text, newline=''), delimiter=';') if row]
                print(json.dumps([rows(each) for each in json.load(sys.stdin)]))
                """, examples);

        for (int index = 0; index < examples.size(); index++) {
            assertThat(Python.json(CsvText.rows(examples.get(index), ';')))
                    .as(examples.get(index))
                    .isEqualTo(expected.get(index));
        }
    }
}
