package dev.sluice.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShortenedTest {
    @Test
    void whatPeopleReadStaysAsItIs() {
        Map<String, Object> values = Map.of("stdout", "done", "rc", 0L, "lines", List.of("a", Map.of("b", true)));

        assertThat(Shortened.of(values)).isEqualTo(values);
    }

    @Test
    void theMiddleOfALongTextIsLeftOut() {
        String text = "first" + "x".repeat(Shortened.TEXT) + "last";

        assertThat(Shortened.of(text))
                .hasSizeLessThan(Shortened.TEXT + 100)
                .startsWith("first")
                .endsWith("last")
                .contains("... (9 characters left out) ...");
        assertThat(Shortened.of(Map.of("stdout", text))).containsEntry("stdout", Shortened.of(text));
    }

    @Test
    void manyTextsHaveABoundTogether() {
        List<String> lines = Collections.nCopies(1_000_000, "y");

        Map<String, Object> shortened = Shortened.of(Map.of("lines", lines));

        List<?> kept = (List<?>) shortened.get("lines");
        assertThat(kept).hasSizeLessThan(40_000);
        assertThat(kept.get(kept.size() - 1)).asString().matches("\\.\\.\\. \\(\\d+ more items\\)");
    }
}
