package dev.sluice.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.overlay.Agreement.Difference;
import dev.sluice.spi.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How it is told what differs. */
class AgreementTest {
    @Test
    void textsAreToldByTheFirstLineThatDiffers() {
        assertThat(differences(Bytes.of("a\nb\nc\n"), Bytes.of("a\nB\nc\n")))
                .containsExactly(new Difference("content from line 2", "'b' (6 bytes)", "'B' (6 bytes)"));
    }

    @Test
    void aTextThatGoesOnIsToldByWhatFollows() {
        assertThat(differences(Bytes.of("a\n"), Bytes.of("a\nb\n")))
                .containsExactly(new Difference("content from line 2", "it ends (2 bytes)", "'b' (4 bytes)"));
    }

    @Test
    void aPartOfALineIsNeverShown() {
        assertThat(differences(Bytes.of("x".repeat(1000) + "\n"), Bytes.of("y\n")))
                .containsExactly(new Difference("content from line 1", "a long line (1001 bytes)", "'y' (2 bytes)"));
    }

    @Test
    void otherBytesAreToldByTheirPlace() {
        assertThat(differences(Bytes.of(new byte[] {1, 0, 2}), Bytes.of(new byte[] {1, 0, 3})))
                .containsExactly(new Difference("content from byte 3", "3 bytes", "3 bytes"));
    }

    @Test
    void aTextOfTheContentDoesNotConfuseWhatWasPredictedWithWhatCame() {
        assertThat(differences(Map.of("x", "a, is b"), Map.of("x", ": predicted c")))
                .containsExactly(new Difference("content.x", "a, is b", ": predicted c"));
    }

    private static List<Difference> differences(Object predicted, Object actual) {
        return Agreement.differences("content", predicted, actual);
    }
}
