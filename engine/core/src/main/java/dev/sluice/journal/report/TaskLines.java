package dev.sluice.journal.report;

import dev.sluice.journal.Status;
import dev.sluice.journal.StepReport;
import dev.sluice.journal.TaskReport;
import dev.sluice.journal.report.Gathering.Gathered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A task's results as lines for the console: one for all targets that behave alike, and below it what there is to say. */
final class TaskLines {
    static final int STATUS_WIDTH = 17;
    private static final int NAME_WIDTH = 46;
    private static final int TAIL = 30;
    private static final int VALUE = 2_000;
    private static final int SHORT_VALUE = 160;
    private static final int LONGEST_VALUE = 20_000;
    /** What every result has, whatever the task is for. */
    private static final Set<String> FLAGS =
            Set.of("changed", "failed", "skipped", "skip_reason", "unreachable", "results");
    /** Ansible's words for a condition that is false: no news to who wrote the condition. */
    private static final String ORDINARY_SKIP = "Conditional result was False";

    private static final Duration WORTH_MENTIONING = Duration.ofSeconds(5);

    private final ConsoleStyle style;
    private final Paint paint;
    private final boolean check;
    private final ChangeLines changes;

    TaskLines(ConsoleStyle style, Paint paint, boolean check) {
        this.style = style;
        this.paint = paint;
        this.check = check;
        changes = new ChangeLines(style, paint);
    }

    private record Behaviour(Status status, List<String> body) {}

    /** @param targets how many targets the phase has */
    List<String> of(Gathered gathered, int targets) {
        Map<Behaviour, List<String>> alike = new LinkedHashMap<>();
        Map<Behaviour, Duration> longest = new LinkedHashMap<>();
        gathered.reports().forEach((target, report) -> {
            Behaviour behaviour = new Behaviour(report.status(), body(gathered, report));
            alike.computeIfAbsent(behaviour, key -> new ArrayList<>()).add(target);
            longest.merge(behaviour, report.duration(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        });
        List<String> lines = new ArrayList<>();
        alike.forEach((behaviour, names) -> {
            lines.add(headline(
                    gathered, behaviour.status(), names, targets, longest.getOrDefault(behaviour, Duration.ZERO)));
            behaviour.body().forEach(line -> lines.add("      " + line));
        });
        return lines;
    }

    private String headline(Gathered gathered, Status status, List<String> names, int targets, Duration duration) {
        String word = symbol(status) + " " + Words.status(status, check);
        String name = Words.line(gathered.task().name()) + (gathered.task().handler() ? " (handler)" : "");
        int room = Math.max(20, style.width() - STATUS_WIDTH - NAME_WIDTH - 6);
        String where = Words.targets(names, targets, room);
        String took = duration.compareTo(WORTH_MENTIONING) < 0 ? "" : "  " + Words.duration(duration);
        return "  " + paint.status(status, pad(word, STATUS_WIDTH)) + "  "
                + (status == Status.SKIPPED || status == Status.CANCELLED
                        ? paint.dim(pad(name, NAME_WIDTH))
                        : pad(name, NAME_WIDTH))
                + "  " + paint.dim(where + took);
    }

    private String symbol(Status status) {
        String symbols = style.unicode() ? "✓±·✗✗✗✗?·" : "=~-!!!!?-";
        return symbols.substring(status.ordinal(), status.ordinal() + 1);
    }

    static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    private List<String> body(Gathered gathered, TaskReport report) {
        List<String> lines = new ArrayList<>(report(report));
        if (isTrouble(report.status()) && !gathered.task().place().isEmpty()) {
            lines.add(paint.dim("at " + gathered.task().place() + ", module "
                    + gathered.task().module()));
        }
        if (!report.hint().isEmpty()) {
            Words.printable(report.hint()).lines().forEach(line -> lines.add(paint.cyan("hint: ") + line));
        }
        return lines;
    }

    private static boolean isTrouble(Status status) {
        return status.isFailure() || status == Status.IGNORED || status == Status.RESCUED;
    }

    private List<String> report(TaskReport report) {
        List<String> lines = new ArrayList<>();
        addMessage(report, lines);
        addReason(report, lines);
        report.changes().forEach(change -> lines.addAll(changes.of(change)));
        report.items().forEach(item -> addItem(item, lines));
        if (report.values().shown()) {
            addValues(report, lines);
        }
        if (isTrouble(report.status())) {
            report.steps().stream().filter(step -> step.failure() != null).forEach(step -> addFailedStep(step, lines));
        }
        report.warnings().forEach(warning -> lines.add(paint.yellow("warning: ") + Words.line(warning)));
        if (style.verbosity() > 0) {
            addDetails(report, lines);
        }
        return lines;
    }

    private void addMessage(TaskReport report, List<String> lines) {
        boolean ordinary = report.status() == Status.SKIPPED && report.message().equals(ORDINARY_SKIP);
        if (ordinary && style.verbosity() == 0) {
            return;
        }
        for (String line : Words.printable(report.message()).lines().toList()) {
            lines.add(
                    isTrouble(report.status())
                            ? paint.red(line)
                            : report.status() == Status.SKIPPED ? paint.dim(line) : line);
        }
    }

    private void addValues(TaskReport report, List<String> lines) {
        report.registered().forEach((name, value) -> {
            if (name.equals("msg") && value instanceof String text) {
                Words.printable(Words.shorten(text, LONGEST_VALUE)).lines().forEach(lines::add);
            } else if (!FLAGS.contains(name)) {
                String lead = name.equals("msg") ? "" : name + " = ";
                lines.add(paint.dim(lead) + Words.shorten(Words.value(value), LONGEST_VALUE));
            }
        });
    }

    private void addReason(TaskReport report, List<String> lines) {
        if (!report.because().isEmpty()) {
            String lead = report.status() == Status.UNDECIDED ? "depends on " : "because ";
            lines.add(paint.magenta(lead) + Words.line(report.because()));
        }
    }

    private void addItem(TaskReport.Item item, List<String> lines) {
        TaskReport report = item.report();
        if (report.status() == Status.CANCELLED && report.steps().isEmpty() && style.verbosity() == 0) {
            return; // the task says how many
        }
        List<String> inner = report(report);
        boolean quiet = report.status() == Status.OK || report.status() == Status.SKIPPED;
        if (quiet && style.verbosity() == 0 && inner.isEmpty()) {
            return;
        }
        String word = report.status() == Status.CHANGED ? "" : " " + Words.status(report.status(), check);
        String label = Words.shorten(Words.line(item.label()), SHORT_VALUE);
        lines.add(paint.dim("item ") + label + paint.status(report.status(), word));
        inner.forEach(line -> lines.add("  " + line));
    }

    private void addFailedStep(StepReport step, List<String> lines) {
        lines.add(paint.dim("step    ") + Words.shorten(Words.line(step.description()), SHORT_VALUE));
        StepReport.Printed printed = step.printed();
        if (printed != null) {
            lines.add(paint.dim("exit    ") + printed.exitCode());
            Words.tail(printed.stdout(), TAIL).forEach(line -> lines.add(paint.dim("stdout  ") + line));
            Words.tail(printed.stderr(), TAIL).forEach(line -> lines.add(paint.dim("stderr  ") + line));
        }
    }

    private static String ended(StepReport step) {
        StepReport.Result result = step.result();
        if (result == null) {
            return "";
        }
        String summary = result.printed() == null
                ? Words.line(result.summary())
                : "exit " + result.printed().exitCode();
        return "  (" + (summary.isEmpty() ? "" : summary + ", ") + Words.duration(step.duration()) + ")";
    }

    private void addDetails(TaskReport report, List<String> lines) {
        for (StepReport step : report.steps()) {
            lines.add(paint.dim("step    ")
                    + Words.shorten(Words.line(step.description()), VALUE)
                    + paint.dim(ended(step)));
        }
        report.registered().forEach((name, value) -> {
            // The results of a loop are those of its items, which are shown.
            if (report.items().isEmpty() || !name.equals("results")) {
                lines.add(paint.dim(name + " = ") + Words.shorten(Words.value(value), VALUE));
            }
        });
    }
}
