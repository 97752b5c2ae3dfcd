package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.Events;
import dev.sluice.journal.Journal;
import dev.sluice.journal.Redactor;
import dev.sluice.overlay.Memory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On how many hosts is worked at a time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostPoolTest {
    private final Events events = new Events(Journal.NONE, new Redactor(), List.of());

    private static HostState host(String name) {
        Memory memory = new Memory(InstantSource.fixed(Instant.EPOCH), Duration.ofMinutes(1));
        return new HostState(name, new TargetState(name, memory, () -> {
            throw new AssertionError("nobody connects");
        }));
    }

    private static List<HostState> hosts(int count) {
        return IntStream.range(0, count).mapToObj(number -> host("h" + number)).toList();
    }

    /** Counts how many work at the same time, and lets each work until so many have come, or all that ever will. */
    private static final class Meeting {
        private final AtomicInteger working = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final CountDownLatch expected;

        Meeting(int expected) {
            this.expected = new CountDownLatch(expected);
        }

        void attend(HostState host) {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            expected.countDown();
            try {
                assertThat(expected.await(30, TimeUnit.SECONDS)).as(host.name()).isTrue();
                for (int turn = 0; turn < 1000; turn++) {
                    Thread.yield(); // whoever is let in beside the others comes in now
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                working.decrementAndGet();
            }
        }
    }

    @Test
    void asManyHostsAtATimeAsThereArePlaces() {
        Meeting meeting = new Meeting(3);

        try (HostPool pool = new HostPool(3)) {
            pool.each(events, hosts(12), meeting::attend);
        }

        assertThat(meeting.most).hasValue(3);
    }

    @Test
    void allPhasesTogetherHaveNoMorePlaces() throws ExecutionException, InterruptedException {
        Meeting meeting = new Meeting(2);

        try (HostPool pool = new HostPool(2)) {
            List<FutureTask<?>> phases = new ArrayList<>();
            for (int phase = 0; phase < 4; phase++) {
                FutureTask<?> walk = new FutureTask<>(() -> pool.each(events, hosts(3), meeting::attend), null);
                phases.add(walk);
                pool.threads().execute(walk);
            }
            for (FutureTask<?> phase : phases) {
                phase.get();
            }
        }

        assertThat(meeting.most).hasValue(2);
    }

    @Test
    void aThrottleLetsFewerWorkAtATime() {
        Meeting meeting = new Meeting(2);

        try (HostPool pool = new HostPool(8)) {
            pool.each(events, 2, hosts(8), host -> host, meeting::attend);
        }

        assertThat(meeting.most).hasValue(2);
    }

    @Test
    void hostsThatTakeHoldOfTheSameGoOneAfterTheOtherInTheirOrder() {
        Meeting meeting = new Meeting(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());

        try (HostPool pool = new HostPool(8)) {
            pool.each(events, Integer.MAX_VALUE, hosts(5), host -> "one", host -> {
                order.add(host.name());
                meeting.attend(host);
            });
        }

        assertThat(meeting.most).hasValue(1);
        assertThat(order).containsExactly("h0", "h1", "h2", "h3", "h4");
    }

    @Test
    void workOnAHostThatLeadsToAnotherNeedsNoSecondPlace() {
        List<String> done = Collections.synchronizedList(new ArrayList<>());

        try (HostPool pool = new HostPool(1)) {
            pool.each(
                    events,
                    List.of(host("one")),
                    outer -> pool.each(events, List.of(host("other")), inner -> done.add(inner.name())));
        }

        assertThat(done).containsExactly("other");
    }
}
