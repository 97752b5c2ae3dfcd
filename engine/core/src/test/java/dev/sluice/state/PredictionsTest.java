package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Event;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.Status;
import dev.sluice.journal.StepReport;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.overlay.Memory;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.PlanningFacts;
import dev.sluice.overlay.Question;
import dev.sluice.overlay.SeenTarget;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Session.Reading;
import dev.sluice.spi.value.Answer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What counts as a wrong prediction: of how a task ends, and of what is true after it. */
class PredictionsTest {
    private static final TaskRef TASK = new TaskRef("move", "move/1", "Wait", "wait_for", "site.yml:3", false);

    @Test
    void aWaitThatTakesTooLongIsNoWrongPrediction() {
        assertThat(agrees(Status.OK, failedStep(Change.Kind.WAIT))).isTrue();
    }

    @Test
    void aWaitThatTakesTooLongAfterAChangeIsNone() {
        assertThat(agrees(Status.CHANGED, failedStep(Change.Kind.STATE, Change.Kind.WAIT)))
                .isTrue();
    }

    @Test
    void anItemOfALoopThatWaitsTooLongIsNone() {
        TaskReport report = TaskReport.of(Status.FAILED)
                .withItems(List.of(new TaskReport.Item("nas", failedStep(Change.Kind.WAIT))));

        assertThat(agrees(Status.OK, report)).isTrue();
    }

    @Test
    void aChangeWhereNoneWasPredictedIsOneEvenIfItsStepFails() {
        assertThat(agrees(Status.OK, failedStep(Change.Kind.STATE))).isFalse();
    }

    @Test
    void aFailureWithoutAStepIsOne() {
        assertThat(agrees(Status.OK, TaskReport.of(Status.FAILED))).isFalse();
    }

    @Test
    void nothingIsKeptForACheckAlone() {
        Predictions predictions = Predictions.unused();

        predictions.keep(TASK, "nas", Status.OK);
        predictions.compare(TASK, "nas", TaskReport.of(Status.CHANGED));

        assertThat(predictions.rows()).isEmpty();
    }

    @Nested
    class Answers {
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

        private static final Predictions.Subject SUBJECT = new Predictions.Subject(TASK.id(), "nas", Event.NO_ITEM);

        private final Memory before = new Memory(InstantSource.fixed(Instant.EPOCH), Duration.ofMinutes(1));
        private final Memory after = new Memory(InstantSource.fixed(Instant.EPOCH), Duration.ofMinutes(1));
        private final Memory elsewhere = new Memory(InstantSource.fixed(Instant.EPOCH), Duration.ofMinutes(1));
        private final Predictions predictions = new Predictions();

        private void put(Memory memory, String path, Answer<Long> size) {
            memory.put(new Question(new Size(path), "root"), new Reading.Answered(size));
        }

        private PlanningFacts facts() {
            return new PlanningFacts(seen(before), Map.of(), noFiles(), Instant.EPOCH, name -> seen(elsewhere));
        }

        private SeenTarget seen(Memory memory) {
            return new SeenTarget(new Overlay(memory), memory, new Target("nas", Map.of()), () -> "root");
        }

        private static Controller noFiles() {
            return (Controller) Proxy.newProxyInstance(
                    Controller.class.getClassLoader(),
                    new Class<?>[] {Controller.class},
                    (proxy, method, arguments) -> {
                        throw new AssertionError("nothing is read from the controller");
                    });
        }

        private Prediction compared() {
            predictions.keep(TASK, "nas", Status.OK);
            predictions.compare(SUBJECT, name -> name.isEmpty() ? after : elsewhere);
            predictions.compare(TASK, "nas", TaskReport.of(Status.OK));
            return predictions.rows().get(0);
        }

        @Test
        void anAnswerThatCameAsItWasPredictedAgrees() {
            put(before, "/a", Answer.of(1L));
            put(after, "/a", Answer.of(1L));
            PlanningFacts facts = facts();
            facts.ask(new Size("/a"));

            predictions.keep(SUBJECT, facts);

            assertThat(compared().agrees()).isTrue();
        }

        @Test
        void anAnswerThatDidNotComeAsItWasPredictedIsADifferenceThoughTheStatusIsTheSame() {
            put(before, "/a", Answer.of(1L));
            put(after, "/a", Answer.of(2L));
            PlanningFacts facts = facts();
            facts.ask(new Size("/a"));

            predictions.keep(SUBJECT, facts);

            Prediction row = compared();
            assertThat(row.agrees()).isFalse();
            assertThat(row.differences()).containsExactly(new Prediction.Difference("the size of /a", "1", "2"));
        }

        @Test
        void theAnswersOfAnotherTargetAreComparedWithWhatWasReadThere() {
            put(elsewhere, "/a", Answer.of(1L));
            put(after, "/a", Answer.of(1L));
            PlanningFacts facts = facts();
            facts.on("db").ask(new Size("/a"));
            predictions.keep(SUBJECT, facts);

            put(elsewhere, "/a", Answer.of(2L));

            assertThat(compared().differences()).containsExactly(new Prediction.Difference("the size of /a", "1", "2"));
        }

        @Test
        void whatWasNotPredictedAgrees() {
            put(before, "/a", Answer.unknown("the weather"));
            put(after, "/a", Answer.of(2L));
            PlanningFacts facts = facts();
            facts.ask(new Size("/a"));

            predictions.keep(SUBJECT, facts);

            assertThat(compared().agrees()).isTrue();
        }

        @Test
        void whatWasNotReadAgainIsNotCompared() {
            put(before, "/a", Answer.of(1L));
            PlanningFacts facts = facts();
            facts.ask(new Size("/a"));

            predictions.keep(SUBJECT, facts);

            assertThat(compared().agrees()).isTrue();
        }

        @Test
        void aDifferenceCountsForItsOwnItemOnly() {
            put(before, "/a", Answer.of(1L));
            put(after, "/a", Answer.of(2L));
            PlanningFacts facts = facts();
            facts.ask(new Size("/a"));
            predictions.keep(new Predictions.Subject(TASK.id(), "nas", 0), facts);

            assertThat(compared().agrees()).isTrue();
        }
    }

    @Test
    void anotherStatusThanThePredictedOneIsOne() {
        assertThat(agrees(Status.OK, TaskReport.of(Status.CHANGED))).isFalse();
        assertThat(agrees(Status.CHANGED, TaskReport.of(Status.OK))).isFalse();
        assertThat(agrees(Status.FAILED, TaskReport.of(Status.OK))).isFalse();
    }

    @Test
    void undecidedAgreesWithWhateverComes() {
        assertThat(agrees(Status.UNDECIDED, TaskReport.of(Status.CHANGED))).isTrue();
        assertThat(agrees(Status.UNDECIDED, TaskReport.of(Status.FAILED))).isTrue();
    }

    private static boolean agrees(Status predicted, TaskReport actual) {
        Predictions predictions = new Predictions();
        predictions.keep(TASK, "nas", predicted);
        predictions.compare(TASK, "nas", actual);
        return predictions.rows().get(0).agrees();
    }

    private static TaskReport failedStep(Change.Kind... kinds) {
        StepReport.Result nothing = new StepReport.Result("", null, Map.of());
        return TaskReport.of(Status.FAILED)
                .withChanges(List.of(kinds).stream()
                        .map(kind -> ChangeReport.of(Change.of("nas:2049", "open", "", "", List.of(), List.of())
                                .withKind(kind)))
                        .toList())
                .withSteps(List.of(new StepReport("Await", "wait", nothing, "timed out", Duration.ofMinutes(1))));
    }
}
