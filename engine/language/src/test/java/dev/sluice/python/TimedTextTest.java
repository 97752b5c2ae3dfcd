package dev.sluice.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimedTextTest {
    @Test
    void anExpressionThatTriesEveryWayToDivideTheTextIsStopped() {
        TimedText text = new TimedText("a".repeat(50), Duration.ZERO);

        assertThatThrownBy(() -> Pattern.compile("(.*a){22}b").matcher(text).find())
                .isInstanceOf(OperationException.class)
                .hasMessage("the regular expression took longer than 0 s on a text of 50 characters");
    }

    @Test
    void theTextIsReadLikeAnyOther() {
        TimedText text = new TimedText("abc", Duration.ofMinutes(1));

        assertThat(text).hasToString("abc").hasSize(3);
        assertThat(text.subSequence(1, 3)).hasToString("bc");
    }
}
