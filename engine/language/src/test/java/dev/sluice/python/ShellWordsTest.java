package dev.sluice.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    private static final List<String> EXAMPLES = List.of(
            "",
            " \t\n",
            "a b  c",
            "'a b' \"c d\"e",
            "''",
            "a '' b",
            "\"a\\\"b\\\\c\\d\"",
            "'a\\b'",
            "a\\ b \\'c",
            "\\\n",
            "a\\",
            "\"a\\",
            "'a",
            "\"a",
            "a#b c # d",
            "a # b\nc",
            "'#' \\# \"#\"",
            "x=\"a 'b' c\" y='d \"e\"'",
            "a\u00a0b\u2003c\fd",
            "ü ß");

    @Test
    void pythonSplitsTheSame() throws IOException, InterruptedException {
        compare("False", ShellWords::split);
        compare("True", ShellWords::splitWithComments);
    }

    private static void compare(String comments, Function<String, List<String>> split)
            throws IOException, InterruptedException {
        JsonNode expected = Python.answers("""
                import json, shlex, sys
                def words(text):
                    try:
                        return shlex.split(text, comments=COMMENTS)
                    except ValueError:
                        return 'error'
                print(json.dumps([words(each) for each in json.load(sys.stdin)]))
                """.replace("COMMENTS", comments), EXAMPLES);

        for (int index = 0; index < EXAMPLES.size(); index++) {
            assertThat(Python.json(words(EXAMPLES.get(index), split)))
                    .as(EXAMPLES.get(index))
                    .isEqualTo(expected.get(index));
        }
    }

    private static Object words(String line, Function<String, List<String>> split) {
        try {
            return split.apply(line);
        } catch (OperationException malformed) {
            return "error";
        }
    }
}
