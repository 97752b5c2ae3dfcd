package dev.sluice.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is predicted of a target that cannot answer a question as it is now. */
class OverlayTest {
    private record Size(String device) implements Fact<Long> {
        @Override
        public Set<String> names() {
            return Set.of(device);
        }

        @Override
        public String describe() {
            return "the size of " + device;
        }
    }

    /** Something else happens. */
    private record Unrelated() implements Effect {
        @Override
        public <V> Answer<V> after(Fact<V> fact, World world) {
            return world.before(fact);
        }
    }

    private record Made(String device, long size) implements Effect {
        @Override
        @SuppressWarnings("unchecked") // the answer to Size is a number
        public <V> Answer<V> after(Fact<V> fact, World world) {
            return fact.equals(new Size(device)) ? (Answer<V>) Answer.of(size) : world.before(fact);
        }
    }

    private static final Size DISK = new Size("/dev/sda");

    private final Overlay world = new Overlay(new Observations() {
        @Override
        public <V> Answer<V> observed(Fact<V> fact, String user) {
            throw new TaskFailure("there is no /dev/sda");
        }
    });

    @Test
    void isRefusedWithTheReasonOfTheTarget() {
        world.add(new Unrelated());

        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> world.answer(DISK, "root"))
                    .isInstanceOf(TaskFailure.class)
                    .hasMessage("there is no /dev/sda");
        }
    }

    @Test
    void isWhatAnEffectSays() {
        world.add(new Unrelated());
        world.add(new Made("/dev/sda", 7));
        world.add(new Unrelated());

        assertThat(world.answer(DISK, "root")).isEqualTo(Answer.of(7L));
    }
}
