package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Status;
import dev.sluice.journal.StepReport;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.spi.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as a wrong prediction of how a task ends. */
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
