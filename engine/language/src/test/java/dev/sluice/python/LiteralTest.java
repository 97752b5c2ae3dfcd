package dev.sluice.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LiteralTest {
    private static final List<String> EXAMPLES = List.of(
            "5",
            "-5",
            "+5",
            "- 5",
            "0",
            "00",
            "007",
            "1_000",
            "1__0",
            "_1",
            "1_",
            "0x1F",
            "0o17",
            "0b11",
            "0X1f",
            "1.5",
            "1.",
            ".5",
            "1e3",
            "1E-3",
            "-1.5e+3",
            "1e",
            "1.2.3",
            "10.0.10.1",
            "True",
            "False",
            "None",
            "true",
            "Truex",
            "'a'",
            "\"a\"",
            "'a",
            "a'",
            "'a' 'b'",
            "'a' b",
            "r'\\d'",
            "b'x'",
            "u'x'",
            "f'x'",
            "'\\n\\t\\x41\\u00e9\\101\\q'",
            "[1, 'a', None]",
            "[1,]",
            "[,]",
            "[]",
            "[1",
            "(1)",
            "(1,)",
            "()",
            "(1, 2)",
            "{}",
            "{'a': 1, 2: 'b'}",
            "{'a': 1,}",
            "{'a'}}",
            "1,2",
            "1,",
            ",1",
            "'a', 'b'",
            "5 # comment",
            "abc # comment",
            "# comment",
            "[1, 2] # x",
            "a b",
            "[a]",
            "{'a': b}",
            "--5",
            "1 + 1",
            "'a\\'b'",
            "\"it's\"",
            "yes",
            "null",
            "~",
            "[[1, [2]], {'a': [1]}]",
            "1 2",
            "5;",
            "5\u00e9",
            "'\u00e9'",
            "{1}",
            "{1, }",
            "{1: 2, [3]: 4}",
            "{(1, 2)}",
            "[1, # one\n 2]",
            "\'\'\'a\n'b\'\'\'",
            "\'\'",
            "'a\nb'",
            "'a\\\nb'",
            "r'\\''",
            "rb'x' b\"y\"",
            "b'\u00e9'",
            "'\\N{BULLET}'",
            "'\\N{NOTHING}'",
            "'\\x4'",
            "+5",
            "-'a'",
            "-True",
            "1_0.0_1e1_0",
            "1..",
            "0x_f",
            "0x",
            "\u00a05",
            "[1] [2]",
            "[1](2)",
            "[true, null]");

    @Test
    void namesOfJsonAreUnderstoodOnRequest() {
        assertThat(Literal.valueWithJsonNames("{'a': true, 'b': [null, false]}"))
                .hasToString("{a=true, b=[null, false]}");
        assertThat(Literal.valueWithJsonNames("[nothing]")).isEqualTo("[nothing]");
    }

    @Test
    void whatIsNoLiteralIsATextAsItStands() {
        for (String text : List.of("abc", "true", "0644", "10.0.10.1", "a,b", "[a]", "5 apples", "")) {
            assertThat(Literal.valueOf(text)).isEqualTo(text);
        }
    }

    @Test
    void literalsHaveTheirTypes() {
        assertThat(Literal.valueOf("[1, 'a', {'k': None}, (True, 1.5)]")).hasToString("[1, a, {k=null}, [true, 1.5]]");
    }

    @Test
    void deepNestingIsAText() {
        String deep = "[".repeat(5000) + "]".repeat(5000);

        assertThat(Literal.valueOf(deep)).isEqualTo(deep);
    }

    @Property
    void anyTextHasAValue(@ForAll String text) {
        assertThat(Literal.valueOf("'" + text.replaceAll("['\\\\\\r\\n]", "") + "'"))
                .isEqualTo(text.replaceAll("['\\\\\\r\\n]", ""));
    }

    @Test
    void pythonSeesTheSame() throws IOException, InterruptedException {
        JsonNode expected = Python.answers("""
                import ast, json, sys
                def value(text):
                    try:
                        found = ast.literal_eval(text)
                    except (ValueError, SyntaxError, TypeError, MemoryError):
                        return text
                    found = list(found) if isinstance(found, set) else found
                    return found.decode() if isinstance(found, bytes) else found
                print(json.dumps([value(text) for text in json.load(sys.stdin)]))
                """, EXAMPLES);

        for (int index = 0; index < EXAMPLES.size(); index++) {
            assertThat(Python.json(Literal.valueOf(EXAMPLES.get(index))))
                    .as(EXAMPLES.get(index))
                    .isEqualTo(expected.get(index));
        }
    }
}
