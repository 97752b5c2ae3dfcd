package dev.sluice.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.journal.report.Gathering.Gathered;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final TaskRef FIRST = task("first");
    private static final TaskRef SECOND = task("second");
    private static final TaskReport OK = TaskReport.of(Status.OK);

    private final Gathering gathering = new Gathering(List.of("a", "b"));

    @Test
    void waitsUntilEveryTargetHasEndedTheTask() {
        gathering.started(FIRST, "a");
        gathering.started(FIRST, "b");

        assertThat(gathering.finished(FIRST, "b", OK)).isEmpty();
        assertThat(names(gathering.finished(FIRST, "a", OK))).containsExactly("first[a, b]");
    }

    @Test
    void keepsTheOrderOfTheTasksWhenOneTargetIsFaster() {
        gathering.finished(FIRST, "a", OK);
        assertThat(gathering.finished(SECOND, "a", OK)).isEmpty();
        gathering.finished(FIRST, "b", OK);

        assertThat(names(gathering.finished(SECOND, "b", OK))).containsExactly("second[a, b]");
    }

    @Test
    void doesNotWaitForATargetThatHasGoneOn() {
        gathering.finished(FIRST, "a", OK);

        assertThat(names(gathering.started(SECOND, "b"))).containsExactly("first[a]");
    }

    @Test
    void doesNotWaitForATargetThatIsLost() {
        gathering.finished(FIRST, "b", TaskReport.of(Status.UNREACHABLE));
        gathering.finished(FIRST, "a", OK);

        assertThat(names(gathering.finished(SECOND, "a", OK))).containsExactly("second[a]");
    }

    @Test
    void givesTheRestAtTheEnd() {
        gathering.started(FIRST, "a");
        gathering.finished(SECOND, "b", OK);

        assertThat(names(gathering.rest())).containsExactly("second[b]");
        assertThat(gathering.rest()).isEmpty();
    }

    @Test
    void theWorkGrowsWithTheResultsAndNotWithTheirSquare() {
        List<String> targets =
                IntStream.range(0, 200).mapToObj(number -> "host" + number).toList();
        Gathering many = new Gathering(targets);
        int events = 0;
        for (int number = 0; number < 10; number++) {
            TaskRef task = task("task" + number);
            for (String target : targets) {
                many.started(task, target);
                many.finished(task, target, OK);
                events += 2;
            }
        }

        assertThat(many.looks()).isLessThan(2L * events);
        assertThat(many.rest()).isEmpty();
    }

    private static List<String> names(List<Gathered> gathered) {
        return gathered.stream()
                .map(each -> each.task().name() + each.reports().keySet())
                .toList();
    }

    private static TaskRef task(String name) {
        return new TaskRef("p", "p/" + name, name, "debug", "", false);
    }
}
