package dev.sluice.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.Explanation;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskReport;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.spi.TaskFailure;
import dev.sluice.variables.EvaluationFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskResultTest {
    @Test
    void aFailureOfAModuleIsReportedWithWhatWhyAndWhatToDo() {
        TaskFailure failure = new TaskFailure("the pool is full", "nothing is left of 600G", "add a disk");

        TaskReport report = TaskResult.failed(failure).report();

        assertThat(report.status()).isEqualTo(Status.FAILED);
        assertThat(report.explanation())
                .isEqualTo(new Explanation("the pool is full", "nothing is left of 600G", "add a disk", List.of()));
        assertThat(report.registered()).containsEntry("msg", "the pool is full").containsEntry("failed", true);
    }

    @Test
    void aFailureRegistersTheValuesThatItsModuleGives() {
        TaskReport report = TaskResult.failed(new TaskFailure("no such file", Map.of("rc", 257L)))
                .report();

        assertThat(report.registered()).containsEntry("rc", 257L);
    }

    @Test
    void aFailureOfAnExpressionIsReportedWithItsPlace() {
        SourceFile file = new SourceFile("site.yml", "when: x is y\n");
        EvaluationFailure failure = new EvaluationFailure("unknown test 'y'", "write a test", new Span(file, 11, 12));

        TaskReport report = TaskResult.failed(failure).report();

        assertThat(report.message()).isEqualTo("unknown test 'y' (at site.yml:1:12)");
        assertThat(report.hint()).isEqualTo("write a test");
    }

    @Test
    void aFailureOfWhatMayNotHappenAtAllIsUndecidedAndKeepsItsHint() {
        TaskReport report = TaskResult.failed(new TaskFailure("no such disk", "check its name"))
                .doubted("the output of 'lsblk'")
                .report();

        assertThat(report.status()).isEqualTo(Status.UNDECIDED);
        assertThat(report.explanation())
                .isEqualTo(new Explanation(
                        "would fail: no such disk", "the output of 'lsblk'", "check its name", List.of()));
    }

    @Test
    void aFailureThatTheRunbookDoesNotTakeForOneLeavesNoHint() {
        TaskResult ruled = TaskResult.failed(new TaskFailure("no such disk", "check its name"))
                .withStatus(Status.OK, "", "");

        assertThat(ruled.report().explanation()).isEqualTo(Explanation.NONE);
    }
}
