package dev.sluice.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> WORDS = List.of("group", "owner", "mode", "remote_src", "path", "state");

    @Test
    void aSwapADropAnInsertionAndAReplacementAreFound() {
        assertThat(Suggestions.closest("gropu", WORDS)).contains("group");
        assertThat(Suggestions.closest("owne", WORDS)).contains("owner");
        assertThat(Suggestions.closest("modee", WORDS)).contains("mode");
        assertThat(Suggestions.closest("parh", WORDS)).contains("path");
    }

    @Test
    void caseAndKindOfDashCountNothing() {
        assertThat(Suggestions.closest("Remote-Src", WORDS)).contains("remote_src");
    }

    @Test
    void nothingIsSuggestedForAnEntirelyDifferentWord() {
        assertThat(Suggestions.closest("banana", WORDS)).isEmpty();
        assertThat(Suggestions.closest("ab", WORDS)).isEmpty();
        assertThat(Suggestions.didYouMean("banana", WORDS)).isEmpty();
    }

    @Test
    void theClosestWinsAndThenTheFirst() {
        assertThat(Suggestions.closest("hosts", List.of("host", "hosts", "hostss")))
                .contains("hosts");
        assertThat(Suggestions.closest("cat", List.of("bat", "rat"))).contains("bat");
    }

    @Test
    void theDistanceCountsSwapsOnce() {
        assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.distance("ab", "ba")).isEqualTo(1);
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
    }
}
