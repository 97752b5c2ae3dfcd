package dev.sluice.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShellPatternTest {
    @Test
    void pythonMatchesTheSame() throws IOException, InterruptedException {
        List<List<String>> examples = new ArrayList<>();
        Random random = new Random(1);
        for (int each = 0; each < 5_000; each++) {
            examples.add(List.of(text(random, "aab*?[]!-^\\&.c"), text(random, "aab.c]-!^\\&")));
        }
        JsonNode expected = Python.answers("""
                import fnmatch, json, sys
                print(json.dumps([fnmatch.fnmatchcase(name, pattern) for pattern, name in json.load(sys.stdin)]))
                """, examples);

        for (int index = 0; index < examples.size(); index++) {
            List<String> example = examples.get(index);
            assertThat(ShellPattern.of(example.get(0)).matches(example.get(1)))
                    .as(example.get(0) + " / " + example.get(1))
                    .isEqualTo(expected.get(index).asBoolean());
        }
    }

    private static String text(Random random, String characters) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(8), 0, characters.length()).forEach(at -> text.append(characters.charAt(at)));
        return text.toString();
    }
}
