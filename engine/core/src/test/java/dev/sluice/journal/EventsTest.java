package dev.sluice.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.journal.Event.Progress;
import dev.sluice.journal.Event.StepFinished;
import dev.sluice.journal.Event.StepIntended;
import dev.sluice.journal.Event.TaskFinished;
import dev.sluice.journal.Event.TaskStarted;
import dev.sluice.journal.Event.Warning;
import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final TaskRef TASK = new TaskRef("p", "p/1", "a task", "command", "site.yml:7", false);
    private static final StepIntended INTENT = new StepIntended(step(false), "Run", "true");
    private static final StepFinished OUTCOME =
            new StepFinished(step(false), "exit code 0", null, false, Duration.ZERO);

    private final List<Event> seen = new ArrayList<>();

    private static StepRef step(boolean noLog) {
        return new StepRef(TASK, "nas", Event.NO_ITEM, 1, noLog);
    }

    @Test
    void everyListenerIsToldEverythingInOrder() {
        List<Event> other = new ArrayList<>();
        Events events = new Events(Journal.NONE, new Redactor(), List.of(seen::add, other::add));

        events.emit(new TaskStarted(TASK, "nas"));
        events.emit(INTENT);

        assertThat(seen).containsExactly(new TaskStarted(TASK, "nas"), INTENT);
        assertThat(other).isEqualTo(seen);
    }

    @Test
    void aBrokenListenerIsDroppedWithAWarningAndTheOthersGoOn() {
        EventListener broken = event -> {
            throw new IllegalStateException("out of ink");
        };
        Events events = new Events(Journal.NONE, new Redactor(), List.of(broken, seen::add));

        events.emit(new TaskStarted(TASK, "nas"));
        events.emit(INTENT);

        assertThat(seen).hasSize(3);
        assertThat(seen.get(0)).isEqualTo(new TaskStarted(TASK, "nas"));
        assertThat(seen.get(1))
                .isInstanceOfSatisfying(
                        Warning.class,
                        warning -> assertThat(warning.text())
                                .contains("out of ink")
                                .contains("the run continues without it"));
        assertThat(seen.get(2)).isEqualTo(INTENT);
    }

    @Test
    void nobodySeesASecretNorTheJournal() {
        List<Event> journalled = new ArrayList<>();
        Events events = new Events(recorder(journalled), new Redactor(), List.of(seen::add));
        events.redactor().add("hunter2");

        events.emit(new Warning("hunter2 is weak", ""));

        assertThat(seen).containsExactly(new Warning("******** is weak", ""));
        assertThat(journalled).isEqualTo(seen);
    }

    @Test
    void whatNoLogHidesIsSeenByNobody() {
        TaskReport report = TaskReport.of(Status.CHANGED)
                .withChanges(List.of(new ChangeReport(
                        "/etc/shadow", "content", "old", "new", Change.Kind.STATE, Risk.SAFE, null, null)))
                .withSteps(List.of(new StepReport(
                        "Run",
                        "old",
                        new StepReport.Result("exit code 0", new StepReport.Printed(0, "new", ""), Map.of()),
                        null,
                        Duration.ZERO)))
                .withRegistered(Map.of("x", "new"))
                .withExplanation(new Explanation("old", "the old", "look at /etc/shadow", List.of("old")))
                .withNoLog(true);
        Events events = new Events(Journal.NONE, new Redactor(), List.of(seen::add));

        events.emit(new StepIntended(step(true), "Run", "echo new"));
        events.emit(new StepFinished(step(true), "exit code 1", "new", false, Duration.ZERO));
        events.emit(new TaskFinished(TASK, "nas", report));

        assertThat(seen).hasSize(3).noneMatch(event -> event.toString().contains("new"));
        assertThat(seen.toString())
                .doesNotContain("old", "/etc/shadow", "exit code")
                .contains("SAFE", TaskReport.HIDDEN);
    }

    @Test
    void progressIsNotJournalled() {
        List<Event> journalled = new ArrayList<>();
        Events events = new Events(recorder(journalled), new Redactor(), List.of(seen::add));

        events.emit(new Progress(TASK, "nas", "copying", null));

        assertThat(seen).hasSize(1);
        assertThat(journalled).isEmpty();
    }

    @Test
    void aJournalThatCannotBeWrittenStopsTheNextStepAndNothingBefore() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.isWritable(full), "needs /dev/full, where every write finds the disk full");
        try (JournalFile journal = JournalFile.open(full, Clock.systemUTC())) {
            Events events = new Events(journal, new Redactor(), List.of(seen::add));

            events.emit(OUTCOME);

            assertThat(seen).hasSize(2);
            assertThat(seen.get(0).toString()).contains("No space left on device", "no further step is begun");
            assertThatThrownBy(() -> events.emit(INTENT))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("make room");
        }
    }

    @Test
    void eventsOfSeveralThreadsAreSeenInOneOrder() throws InterruptedException {
        List<Event> other = new ArrayList<>();
        Events events = new Events(Journal.NONE, new Redactor(), List.of(seen::add, other::add));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            String target = "host" + thread;
            threads.execute(() -> {
                for (int number = 0; number < 200; number++) {
                    events.emit(new Progress(TASK, target, Integer.toString(number), null));
                }
            });
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).hasSize(800).isEqualTo(other);
        assertThat(seen.stream()
                        .map(Progress.class::cast)
                        .filter(event -> event.target().equals("host2"))
                        .map(event -> Integer.parseInt(event.text())))
                .isSorted();
    }

    @Test
    void branchesAreReportedInTheirOrderAndJournalledInThatOfTime() {
        List<Event> journalled = new ArrayList<>();
        Events events = new Events(recorder(journalled), new Redactor(), List.of(seen::add));

        try (Branches branches = events.branches(3)) {
            branches.run(2, () -> events.emit(warning("third")));
            branches.run(0, () -> {
                events.emit(warning("first"));
                assertThat(seen).containsExactly(warning("first"));
            });
            branches.run(1, () -> events.emit(warning("second")));
        }
        events.emit(warning("after all"));

        assertThat(seen).containsExactly(warning("first"), warning("second"), warning("third"), warning("after all"));
        assertThat(journalled)
                .containsExactly(warning("third"), warning("first"), warning("second"), warning("after all"));
    }

    @Test
    void branchesOfABranchWaitForTheirTurnTogether() {
        Events events = new Events(Journal.NONE, new Redactor(), List.of(seen::add));

        try (Branches outer = events.branches(2)) {
            outer.run(1, () -> {
                try (Branches inner = events.branches(2)) {
                    inner.run(1, () -> events.emit(warning("d")));
                    inner.run(0, () -> events.emit(warning("c")));
                }
                events.emit(warning("e"));
            });
            outer.run(0, () -> {
                events.emit(warning("a"));
                events.emit(warning("b"));
            });
        }

        assertThat(seen).containsExactly(warning("a"), warning("b"), warning("c"), warning("d"), warning("e"));
    }

    @Test
    void aBranchThatIsNeverRunHoldsNobodyBack() {
        Events events = new Events(Journal.NONE, new Redactor(), List.of(seen::add));

        Branches branches = events.branches(2);
        branches.run(1, () -> events.emit(warning("second")));
        assertThat(seen).isEmpty();
        branches.close();

        assertThat(seen).containsExactly(warning("second"));
    }

    @Test
    void whatIsHeldBackShowsNoSecretThatBecameKnownSince() {
        Events events = new Events(Journal.NONE, new Redactor(), List.of(seen::add));

        try (Branches branches = events.branches(2)) {
            branches.run(1, () -> events.emit(warning("the key is hunter2")));
            branches.run(0, () -> events.redactor().add("hunter2"));
        }

        assertThat(seen).containsExactly(warning("the key is ********"));
    }

    @Test
    void aDisplayIsToldEverythingWhenItHappens() {
        List<Event> happened = new ArrayList<>();
        EventListener display = new EventListener() {
            @Override
            public void on(Event event) {
                seen.add(event);
            }

            @Override
            public void happened(Event event) {
                happened.add(event);
            }
        };
        Events events = new Events(Journal.NONE, new Redactor(), List.of(display));
        Progress progress = new Progress(TASK, "nas", "copying", null);

        try (Branches branches = events.branches(2)) {
            branches.run(1, () -> {
                events.emit(progress);
                events.emit(warning("second"));
            });
            branches.run(0, () -> events.emit(warning("first")));
        }

        assertThat(happened).containsExactly(progress, warning("second"), warning("first"));
        assertThat(seen).containsExactly(warning("first"), warning("second"));
    }

    private static Warning warning(String text) {
        return new Warning(text, "");
    }

    private static Journal recorder(List<Event> into) {
        return new Journal() {
            @Override
            public void append(Event event) {
                into.add(event);
            }

            @Override
            public void force() {}
        };
    }
}
