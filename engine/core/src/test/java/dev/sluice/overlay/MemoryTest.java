package dev.sluice.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.value.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long what was read is relied on. */
class MemoryTest {
    private record Size(String path) implements Fact<Long> {
        @Override
        public Set<Name> names() {
            return Set.of(Name.path(path));
        }

        @Override
        public String describe() {
            return "the size of " + path;
        }
    }

    private static final Question SIZE = new Question(new Size("/a"), "root");
    private static final Question OTHER = new Question(new Size("/b"), "root");

    private Instant now = Instant.EPOCH;
    private final Epoch epoch = new Epoch();
    private final Memory memory = new Memory(() -> now, Duration.ofMinutes(1), epoch);

    private static Reading answer(long size) {
        return new Reading.Answered(Answer.of(size));
    }

    private void assertForgotten(Question question) {
        assertThat(memory.knows(question)).isFalse();
        assertThat(memory.questions()).doesNotContain(question);
        assertThatThrownBy(() -> memory.observed(question.fact(), question.from()))
                .isInstanceOf(MissingAnswerException.class);
    }

    @Test
    void anAnswerIsReliedOnUntilItsTimeIsOver() {
        memory.put(SIZE, answer(1));

        now = Instant.EPOCH.plusSeconds(60);
        assertThat(memory.observed(SIZE.fact(), SIZE.from())).isEqualTo(Answer.of(1L));

        now = Instant.EPOCH.plusSeconds(61);
        assertForgotten(SIZE);
    }

    @Test
    void anAnswerThatIsReadAgainIsAsGoodAsNew() {
        memory.put(SIZE, answer(1));
        now = Instant.EPOCH.plusSeconds(50);
        memory.put(SIZE, answer(2));

        now = Instant.EPOCH.plusSeconds(100);

        assertThat(memory.observed(SIZE.fact(), SIZE.from())).isEqualTo(Answer.of(2L));
    }

    @Test
    void anOldAnswerIsAskedForAgainWithTheNextRequest() {
        memory.put(SIZE, answer(1));
        memory.put(OTHER, answer(1));
        now = Instant.EPOCH.plusSeconds(50);
        memory.put(OTHER, answer(1));
        now = Instant.EPOCH.plusSeconds(61);

        memory.hint(SIZE);
        memory.hint(OTHER);

        assertThat(memory.takeHints()).isEqualTo(List.of(SIZE));
    }

    @Test
    void inANewEpochNothingIsReliedOnThatWasReadBefore() {
        memory.put(SIZE, answer(1));

        long begun = epoch.begin(epoch.now());
        memory.put(OTHER, answer(1), begun);

        assertForgotten(SIZE);
        assertThat(memory.knows(OTHER)).isTrue();
    }

    @Test
    void anAnswerBelongsToTheEpochInWhichItsRequestBegan() {
        long before = epoch.now();
        epoch.begin(before);

        memory.put(SIZE, answer(1), before);

        assertForgotten(SIZE);
    }

    @Test
    void onlyWhatIsNamedIsForgotten() {
        memory.put(SIZE, answer(1));
        memory.put(OTHER, answer(1));

        memory.forget(List.of(SIZE));

        assertForgotten(SIZE);
        assertThat(memory.knows(OTHER)).isTrue();
    }

    @Test
    void everythingIsForgottenAtOnce() {
        memory.put(SIZE, answer(1));
        memory.hint(OTHER);

        memory.forgetAll();

        assertForgotten(SIZE);
        assertThat(memory.takeHints()).isEmpty();
        assertThat(memory.naming("/a")).isEmpty();
    }
}
