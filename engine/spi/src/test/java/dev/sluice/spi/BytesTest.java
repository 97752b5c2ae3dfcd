package dev.sluice.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text of a target can be edited without loss, whatever its encoding. */
class BytesTest {
    @Test
    void every_sequence_of_bytes_is_the_same_after_it_was_a_text() {
        Random random = new Random(7);
        for (int length = 0; length < 400; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);

            assertThat(Bytes.of(Bytes.of(bytes).text()).toArray()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Köln", "保存 😀", "a replacement: \uFFFD"})
    void what_is_utf_8_is_the_text_that_it_says(String text) {
        Bytes bytes = Bytes.of(text.getBytes(StandardCharsets.UTF_8));

        assertThat(bytes.text()).isEqualTo(text);
        assertThat(bytes.isText()).isTrue();
        assertThat(Bytes.of(text)).isEqualTo(bytes);
    }

    @Test
    void what_is_not_utf_8_is_no_text_to_show_and_stays_where_it_is_in_an_edit() {
        Bytes latin = Bytes.of("# für Köln\nold\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(latin.isText()).isFalse();
        assertThat(Bytes.of(latin.text().replace("old", "grün")).toArray())
                .startsWith("# für Köln\n".getBytes(StandardCharsets.ISO_8859_1))
                .endsWith("grün\n".getBytes(StandardCharsets.UTF_8));
    }
}
