package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.overlay.Observations;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Condition;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Step;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Progress;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.StepContext;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Answer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Waiting for a condition: how it is carried out on a connection, and what is predicted of it. */
class AwaitTest {
    private static final Steps.Await<Long> GONE =
            new Steps.Await<>(new Replicas("web"), new AtMost("web", 0), Duration.ofSeconds(5), Duration.ofMinutes(1));

    @Test
    void whatIsMetAtOnceTakesOneLook() throws UnreachableException {
        Looks looks = new Looks(answered(0));

        StepOutcome<?> outcome = perform(looks, new Virtual());

        assertThat(outcome.result()).isEqualTo(new Steps.Seen<>(0L));
        assertThat(looks.roundTrips()).isEqualTo(1);
    }

    @Test
    void whatIsNotMetIsLookedAtAgainAfterTheInterval() throws UnreachableException {
        Virtual context = new Virtual();

        StepOutcome<?> outcome = perform(new Looks(answered(2), answered(1), answered(0)), context);

        assertThat(outcome.failure()).isNull();
        assertThat(context.slept).isEqualTo(Duration.ofSeconds(10));
        assertThat(context.told)
                .containsExactly(
                        "waiting for web to have at most 0 replicas: 2 replicas",
                        "waiting for web to have at most 0 replicas: 1 replicas");
    }

    @Test
    void whatCannotBeAskedYetIsAskedAgain() throws UnreachableException {
        Looks looks = new Looks(new Session.Reading.Broken("connection refused"), answered(0));

        assertThat(perform(looks, new Virtual()).failure()).isNull();
    }

    @Test
    void aWaitThatIsTooLongSaysWhatWasSeenLast() throws UnreachableException {
        Virtual context = new Virtual();

        StepOutcome<?> outcome = perform(new Looks(answered(3), answered(2)), context);

        assertThat(outcome.failure())
                .isEqualTo("timed out after 60 s waiting for web to have at most 0 replicas; last seen: 2 replicas");
        assertThat(context.slept).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aCancelledWaitEnds() throws UnreachableException {
        Virtual context = new Virtual();
        context.cancelled = true;

        assertThat(perform(new Looks(answered(3)), context).failure()).isEqualTo("interrupted");
    }

    @Test
    void afterwardsTheConditionHolds() {
        assertThat(after(Answer.of(3L), GONE.effect())).isEqualTo(Answer.of(0L));
        assertThat(after(Answer.unknown("what a command does"), GONE.effect())).isEqualTo(Answer.of(0L));
    }

    @Test
    void whatMetTheConditionAlreadyStaysAsItIs() {
        Steps.Await<Long> few = new Steps.Await<>(GONE.fact(), new AtMost("web", 5), GONE.interval(), GONE.limit());

        assertThat(after(Answer.of(3L), few.effect())).isEqualTo(Answer.of(3L));
    }

    @Test
    void whatCanBeMetInSeveralWaysIsNotKnown() {
        Steps.Await<Long> few = new Steps.Await<>(GONE.fact(), new AtMost("web", 5), GONE.interval(), GONE.limit());

        assertThat(after(Answer.of(9L), few.effect()).isKnown()).isFalse();
    }

    @Test
    void otherQuestionsOfTheSameKindStayAsTheyAre() {
        Overlay world = world(Answer.of(3L));
        world.add(GONE.effect());

        assertThat(world.answer(new Replicas("database"), "api")).isEqualTo(Answer.of(3L));
    }

    private static Answer<Long> after(Answer<Long> before, Effect effect) {
        Overlay world = world(before);
        world.add(effect);
        return world.answer(GONE.fact(), "api");
    }

    private static Overlay world(Answer<Long> before) {
        return new Overlay(new Observations() {
            @Override
            @SuppressWarnings("unchecked") // only replicas are asked here
            public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
                return (Answer<V>) before;
            }
        });
    }

    private static StepOutcome<?> perform(Looks looks, StepContext context) throws UnreachableException {
        return new CommonSession(looks, SecretStore.NONE).perform(GONE, context);
    }

    private static Session.Reading answered(long replicas) {
        return new Session.Reading.Answered(Answer.of(replicas));
    }

    private record Replicas(String name) implements Fact<Long> {
        @Override
        public Set<Name> names() {
            return Set.of(new Name("workload", name));
        }

        @Override
        public String describe() {
            return "the replicas of " + name;
        }
    }

    private record AtMost(String name, long most) implements Condition<Long> {
        @Override
        public boolean holds(Long replicas) {
            return replicas <= most;
        }

        @Override
        public String describe() {
            return name + " to have at most " + most + " replicas";
        }

        @Override
        public String seen(Long replicas) {
            return replicas + " replicas";
        }

        @Override
        public Answer<Long> met(Answer<Long> before) {
            return most == 0 ? Answer.of(0L) : Condition.super.met(before);
        }
    }

    /** A connection that gives one reading after the other, and then the last one again and again. */
    private static final class Looks implements Session {
        private final Deque<Reading> readings;
        private long roundTrips;

        Looks(Reading... readings) {
            this.readings = new ArrayDeque<>(List.of(readings));
        }

        @Override
        public Map<Fact<?>, Reading> read(List<Fact<?>> facts) {
            roundTrips++;
            Reading next = readings.size() == 1 ? readings.getFirst() : readings.removeFirst();
            return Map.of(facts.get(0), next);
        }

        @Override
        public StepOutcome<?> perform(Step<?> step, StepContext context) {
            return StepOutcome.failed(step, "no such step", Duration.ZERO);
        }

        @Override
        public String user() {
            return "api";
        }

        @Override
        public void interrupt() {}

        @Override
        public long roundTrips() {
            return roundTrips;
        }

        @Override
        public void close() {}
    }

    /** A minute that passes only while somebody sleeps. */
    private static final class Virtual implements StepContext {
        private Duration slept = Duration.ZERO;
        private final List<String> told = new ArrayList<>();
        private boolean cancelled;

        @Override
        public boolean sleep(Duration duration) {
            slept = slept.plus(duration);
            return !cancelled;
        }

        @Override
        public Duration timeLeft() {
            return Duration.ofMinutes(1).minus(slept);
        }

        @Override
        public Progress progress() {
            return new Progress() {
                @Override
                public void doing(String text) {
                    told.add(text);
                }

                @Override
                public void transferred(long done, long total) {
                    throw new AssertionError("nothing is transferred");
                }
            };
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public List<Effect> effects() {
            return List.of();
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }
    }
}
