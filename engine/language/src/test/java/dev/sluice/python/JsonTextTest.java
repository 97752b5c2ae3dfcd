package dev.sluice.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final List<String> EXAMPLES = List.of(
            "null",
            "[true, false, null]",
            "[]",
            "{}",
            "{\"b\": [1, 2.0, -0.0, 1e20, 1e-7, 123456789012345678901234567890], \"a\": {\"x\": []}}",
            "\"\\u0000\\u001f\\\"\\\\/\\b\\f\\n\\r\\t\\u007f\\u00e9\\u2028\\ud83d\\ude00\"",
            "[[1, [2, {\"a\": 0.1}]], 5e-324, 1.7976931348623157e308]");

    @Test
    void pythonWritesTheSame() throws IOException, InterruptedException {
        JsonNode expected = Python.answers("""
                import json, sys
                def forms(text):
                    value = json.loads(text)
                    return [json.dumps(value), json.dumps(value, ensure_ascii=False, sort_keys=True, indent=4)]
                print(json.dumps([forms(each) for each in json.load(sys.stdin)]))
                """, EXAMPLES);

        for (int index = 0; index < EXAMPLES.size(); index++) {
            Object value = Json.read(EXAMPLES.get(index));
            List<String> forms = List.of(
                    JsonText.of(value, JsonText.Layout.LINE),
                    JsonText.of(value, new JsonText.Layout(true, false, "    ", ", ", ": ")));

            assertThat(Python.json(forms)).as(EXAMPLES.get(index)).isEqualTo(expected.get(index));
        }
    }
}
