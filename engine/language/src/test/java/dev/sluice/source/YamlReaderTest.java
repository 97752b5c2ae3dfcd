package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private Node read(String text) {
        return YamlReader.document(new SourceFile("test.yml", text), diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.entries().toString()));
    }

    private Object value(String text) {
        Object value = Values.of(read(text));
        assertThat(diagnostics.entries()).isEmpty();
        return value;
    }

    private String firstError() {
        return diagnostics.entries().get(0).message();
    }

    @Test
    void everyNodeKnowsWhereItStands() {
        Node.Mapping root = (Node.Mapping) read("a: 1\nb:\n  - x\n  - {c: 'd'}\n");

        Node.Sequence list = (Node.Sequence) root.get("b").orElseThrow();
        assertThat(root.entry("b").orElseThrow().key().span()).hasToString("test.yml:2:1");
        assertThat(list.span()).hasToString("test.yml:3:3");
        assertThat(text(list.span())).isEqualTo("- x\n  - {c: 'd'}");
        assertThat(text(list.items().get(1).span())).isEqualTo("{c: 'd'}");
    }

    private static String text(Span span) {
        return span.file().text().substring(span.start(), span.end());
    }

    @Test
    void placesCountCharactersBeyondTheBasicPlaneAsJavaDoes() {
        Node.Mapping root = (Node.Mapping) read("a: \uD83D\uDE00 smile\nb: {c: \uD83D\uDE00, d: here}\n");

        Node inner = root.get("b").orElseThrow();
        assertThat(text(((Node.Mapping) inner).get("d").orElseThrow().span())).isEqualTo("here");
    }

    @Test
    void anAliasIsTheNodeOfItsAnchor() {
        assertThat(value("a: &x [1, 2]\nb: *x\n")).isEqualTo(Map.of("a", List.of(1L, 2L), "b", List.of(1L, 2L)));
    }

    @Test
    void mergedEntriesGiveWayToOwnOnesAndToEarlierMappings() {
        Object value = value("one: &one {a: 1, b: 1}\ntwo: &two {b: 2, c: 2}\nall: {<<: [*one, *two], a: own}\n");

        assertThat(((Map<?, ?>) value).get("all")).isEqualTo(Map.of("a", "own", "b", 1L, "c", 2L));
    }

    @Test
    void aliasesThatMultiplyAreStoppedBeforeMemoryEnds() {
        StringBuilder text = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 10; level++) {
            text.append("l%d: &l%d [".formatted(level, level));
            text.append("*l%d, ".formatted(level - 1).repeat(10)).append("]\n");
        }

        assertThat(YamlReader.documents(new SourceFile("bomb.yml", text.toString()), diagnostics))
                .isEmpty();
        assertThat(firstError()).contains("more than 2000000 values");
    }

    @Test
    void nestingIsBounded() {
        YamlReader.documents(new SourceFile("deep.yml", "[".repeat(100_000)), diagnostics);

        assertThat(firstError()).isEqualTo("collections are nested deeper than 200");
    }

    @Test
    void anEmptyFileHasNoDocument() {
        for (String empty : List.of("", "---\n", "# only a comment\n", "---\n...\n", "\n\n")) {
            assertThat(YamlReader.document(new SourceFile("empty.yml", empty), diagnostics))
                    .as(empty)
                    .isEmpty();
        }
        assertThat(diagnostics.entries()).isEmpty();
    }

    @Test
    void severalDocumentsAreReadInOrder() {
        List<Node> documents = YamlReader.documents(new SourceFile("two.yml", "a: 1\n---\nb: 2\n"), diagnostics);

        assertThat(documents).map(Values::of).containsExactly(Map.of("a", 1L), Map.of("b", 2L));
    }

    @Test
    void jsonIsYaml() {
        Object value = value("{\n\t\"a\": [1, 2.5, true, null, \"x\\/y\\u00e9\"],\n\t\"b\": {}\n}\n");

        assertThat(value).isEqualTo(Map.of("a", Arrays.asList(1L, 2.5, true, null, "x/y\u00e9"), "b", Map.of()));
    }

    @Test
    void windowsLineEndsAndByteOrderMarksAreNoPartOfTheText() {
        byte[] bytes = "\uFEFFa: |\r\n  one\r\n  two\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        SourceFile file = SourceFile.decode(bytes, "windows.yml", diagnostics).orElseThrow();

        assertThat(Values.of(YamlReader.document(file, diagnostics).orElseThrow()))
                .isEqualTo(Map.of("a", "one\ntwo\n"));
    }

    @Test
    void bytesThatAreNotUtf8AreReportedWithTheirPlace() {
        byte[] bytes = {'a', ':', '\n', 'b', ':', ' ', (byte) 0xe4, '\n'};

        assertThat(SourceFile.decode(bytes, "latin1.yml", diagnostics)).isEmpty();

        assertThat(firstError()).isEqualTo("the file is not UTF-8: byte 0xe4");
        assertThat(diagnostics.entries().get(0).span()).hasToString("latin1.yml:2:4");
    }

    @Test
    void taggedTextsAreLeftToWhoeverCanDecodeThem() {
        Map<?, ?> value = (Map<?, ?>) value("a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\nb: !unsafe '{{ x }}'\n"
                + "c: !unsafe [1, '{{ y }}']\n");

        assertThat(((Tagged) value.get("a")).tag()).isEqualTo("!vault");
        assertThat(((Tagged) value.get("a")).text()).isEqualTo("$ANSIBLE_VAULT;1.1;AES256\n6162\n");
        assertThat(((Tagged) value.get("b")).text()).isEqualTo("{{ x }}");
        assertThat((List<?>) value.get("c")).first().isEqualTo(1L);
        assertThat(((Tagged) ((List<?>) value.get("c")).get(1)).text()).isEqualTo("{{ y }}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12, 12",
        "-3, -3",
        "+7, 7",
        "0644, 420",
        "0o644, 420",
        "-0644, -420",
        "0x1F, 31",
        "0b101, 5",
        "9223372036854775807, 9223372036854775807"
    })
    void integers(String text, long expected) {
        assertThat(Values.plain(text)).isEqualTo(expected);
    }

    @Test
    void integersAreNotLimited() {
        assertThat(Values.plain("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "1., 1.0", ".5, 0.5", "-1.5e3, -1500.0", "1.0e-2, 0.01"})
    void floatingPointNumbers(String text, double expected) {
        assertThat(Values.plain(text)).isEqualTo(expected);
    }

    @Test
    void infinityAndNoNumber() {
        assertThat(Values.plain(".inf")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Values.plain("-.Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Values.plain(".nan")).isEqualTo(Double.NaN);
    }

    @Test
    void whatYaml11WouldTurnIntoSomethingElseStaysAText() {
        for (String text : List.of(
                "yes",
                "no",
                "on",
                "off",
                "y",
                "n",
                "08",
                "09",
                "1:30",
                "22:22",
                "1_000",
                "1e3",
                "2001-12-14",
                "1.2.3",
                "-",
                "+",
                ".",
                "1a",
                "0x",
                "=",
                "12e4567",
                "1.2e",
                "--1",
                "10.0.10.1")) {
            assertThat(Values.plain(text)).as(text).isEqualTo(text);
        }
    }

    @Test
    void emptyAndTildeAreNull() {
        assertThat(value("[~, null, Null, NULL, ]")).isEqualTo(Arrays.asList(null, null, null, null));
        assertThat(((Map<?, ?>) value("a:\nb: ''\n")).get("a")).isNull();
    }

    @Test
    void quotesMakeATextOfAnything() {
        assertThat(value("['1', \"true\", '', !!str 5, !!int '5', !!float 1]"))
                .isEqualTo(List.of("1", "true", "", "5", 5L, 1.0));
    }
}
