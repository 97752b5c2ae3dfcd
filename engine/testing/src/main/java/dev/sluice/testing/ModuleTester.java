package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.Status;
import dev.sluice.journal.StepReport;
import dev.sluice.journal.TaskReport;
import dev.sluice.overlay.Agreement;
import dev.sluice.spi.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds modules to their contract against a real shell. The engine first checks a sequence of tasks as a whole and then
 * applies it; every prediction has to come true.
 *
 * <pre>{@code
 * var tester = ModuleTester.local(new DirectoryController(directory));
 * tester.run(task(new CopyModule(), copyParameters), task(new LineInFileModule(), lineParameters));
 * assertThat(tester.reports().get(1).status()).isEqualTo("changed");
 * }</pre>
 *
 * <p>For every task it asserts: planning twice gives equal plans; the predicted world needs no further change; nothing
 * secret is shown; status, values and every fact that was asked are as predicted; after the steps the real world needs no
 * further change. A task that fails does not keep the next ones from running.
 */
public final class ModuleTester {
    /** Values that the engine adds to those of the module. */
    private static final Set<String> ADDED = Set.of("changed", "failed", "skipped", "skip_reason");

    /** A module with bound parameters. */
    public record Task<P extends Record>(Module<P> module, P parameters) {
        GivenParameters<P> as(String name, HeldModule<P> held) {
            return new GivenParameters<>(name, held, parameters);
        }
    }

    /**
     * What became of one task.
     *
     * @param check what the check reported
     * @param apply what the apply reported
     * @param secrets registered values that reports do not show, by name
     */
    public record Report(TaskReport check, TaskReport apply, Map<String, Object> secrets) {
        /** ok, changed, skipped, failed or undecided, from the check. */
        public String predicted() {
            return status(check);
        }

        /** ok, changed, skipped or failed, from the apply. */
        public String status() {
            return status(apply);
        }

        /** The values the check predicted. */
        public Map<String, @Nullable Object> checked() {
            return values(check);
        }

        /** The values the apply registered. */
        public Map<String, @Nullable Object> values() {
            return values(apply);
        }

        /** The failure's message or what an undecided task depends on; else empty. */
        public String message() {
            return check.message() + check.because() + apply.message() + apply.because();
        }

        /** What to do about a failure, as the apply says; else empty. */
        public String hint() {
            return apply.hint();
        }

        /** What was planned in the apply. */
        public List<ChangeReport> changes() {
            return apply.changes();
        }

        /** What was done in the apply. */
        public List<StepReport> steps() {
            return apply.steps();
        }

        private static String status(TaskReport report) {
            Status status = report.status() == Status.IGNORED ? Status.FAILED : report.status();
            return status.name().toLowerCase(Locale.ROOT);
        }

        private Map<String, @Nullable Object> values(TaskReport report) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(report.registered());
            values.keySet().removeAll(ADDED);
            values.replaceAll((key, value) -> value instanceof String ? secrets.getOrDefault(key, value) : value);
            return values;
        }
    }

    private final OwnConnector.Host host;
    private final DirectoryController controller;
    private final List<Report> reports = new ArrayList<>();

    private ModuleTester(OwnConnector.Host host, DirectoryController controller) {
        this.host = host;
        this.controller = controller;
    }

    /** Tests on this machine as the current user. */
    public static ModuleTester local(DirectoryController controller) {
        return on(LocalShell.plain(), controller);
    }

    /** Tests through a given shell. */
    public static ModuleTester on(LocalShell shell, DirectoryController controller) {
        return new ModuleTester(ShellHost.of(shell), controller);
    }

    public static <P extends Record> Task<P> task(Module<P> module, P parameters) {
        return new Task<>(module, parameters);
    }

    /** What became of each task so far. */
    public List<Report> reports() {
        return List.copyOf(reports);
    }

    /** The report of the last task. */
    public Report last() {
        return reports.get(reports.size() - 1);
    }

    /** Checks all tasks, then applies them, and holds every prediction against what came. Returns the last report. */
    public Report run(Task<?>... tasks) {
        TaskSequence sequence = TaskSequence.of(List.of(tasks));
        try (EngineRun run = EngineRun.of(controller.scene(host), sequence.modules(), sequence.entries())) {
            for (Task<?> task : tasks) {
                SecretParameters.of(task.parameters()).forEach(run::conceal);
            }
            List<TaskReport> checked = run.pass(Mode.CHECK);
            List<TaskReport> applied = run.pass(Mode.APPLY);
            for (int index = 0; index < tasks.length; index++) {
                String name =
                        "task " + (index + 1) + " (" + tasks[index].module().name() + ")";
                reports.add(report(name, checked.get(index), applied.get(index), sequence.secretValues(index)));
            }
            run.assertConcealed(sequence.secrets());
            assertThat(run.predictions())
                    .as("predicted facts")
                    .flatExtracting(Prediction::differences)
                    .isEmpty();
        }
        return last();
    }

    /** Runs the tasks and then once more, when nothing may be left to change. */
    public Report runTwice(Task<?>... tasks) {
        Report first = run(tasks);
        int before = reports.size();
        run(tasks);
        for (Report report : reports.subList(before, reports.size())) {
            assertThat(report.status()).as("a second run changes nothing").isIn("ok", "skipped");
        }
        return first;
    }

    private static Report report(String name, TaskReport checked, TaskReport applied, Map<String, Object> secrets) {
        Report report = new Report(checked, applied, secrets);
        boolean failedOnItsOwn =
                report.status().equals("failed") && !report.predicted().equals("failed");
        if (!report.predicted().equals("undecided") && !failedOnItsOwn) {
            assertThat(report.status())
                    .as("%s: predicted status, %s", name, report.message())
                    .isEqualTo(report.predicted());
            Map<String, @Nullable Object> came = new LinkedHashMap<>(report.values());
            came.keySet().retainAll(report.checked().keySet());
            assertThat(Agreement.differences("value", report.checked(), came))
                    .as("%s: predicted values", name)
                    .isEmpty();
        }
        return report;
    }
}
