package dev.sluice.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.Event;
import dev.sluice.journal.Event.Progress;
import dev.sluice.journal.Event.Transfer;
import dev.sluice.journal.TaskRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often the progress of a step is told, and what of it. */
class StepProgressTest {
    private static final TaskRef TASK = new TaskRef("p", "p/1", "Copy the data", "copy", "a.yml:3", false);

    private final List<Event> events = new ArrayList<>();
    private long millis = 500;
    private final StepProgress progress = new StepProgress(TASK, "nas", events::add, () -> millis * 1_000_000);

    @Test
    void nothingIsToldOfAShortStep() {
        millis += 900;
        progress.transferred(120_000_000, 120_000_000);
        progress.doing("all but done");

        assertThat(events).isEmpty();
    }

    @Test
    void aTransferIsToldWithItsRateAtMostOnceASecond() {
        for (int step = 1; step <= 30; step++) {
            millis += 100;
            progress.transferred(step * 3_000_000L, 120_000_000);
        }

        assertThat(events)
                .containsExactly(
                        told("25 % of 120.0 MB, 30.0 MB/s", 30_000_000),
                        told("50 % of 120.0 MB, 30.0 MB/s", 60_000_000),
                        told("75 % of 120.0 MB, 30.0 MB/s", 90_000_000));
    }

    @Test
    void theRateIsThatOfTheLastMoment() {
        millis += 1000;
        progress.transferred(30_000_000, 0);
        millis += 2000;
        progress.transferred(34_000_000, 0);

        assertThat(events)
                .containsExactly(
                        new Progress(TASK, "nas", "30.0 MB, 30.0 MB/s", new Transfer(30_000_000, 0, 30_000_000)),
                        new Progress(TASK, "nas", "34.0 MB, 2.0 MB/s", new Transfer(34_000_000, 0, 2_000_000)));
    }

    @Test
    void theSameWordsAreToldOnce() {
        for (String text : List.of("2 replicas", "2 replicas", "1 replica")) {
            millis += 5000;
            progress.doing(text);
        }

        assertThat(events)
                .containsExactly(
                        new Progress(TASK, "nas", "2 replicas", null), new Progress(TASK, "nas", "1 replica", null));
    }

    private static Progress told(String text, long done) {
        return new Progress(TASK, "nas", text, new Transfer(done, 120_000_000, 30_000_000));
    }
}
