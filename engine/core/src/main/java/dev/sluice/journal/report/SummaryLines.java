package dev.sluice.journal.report;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Event.Warning;
import dev.sluice.journal.RunSummary;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskReport;
import dev.sluice.journal.report.RunHistory.Result;
import dev.sluice.journal.report.RunHistory.TaskChange;
import dev.sluice.spi.Risk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The end of the console's report: what was dangerous, what is not known, what failed, and the counts. */
final class SummaryLines {
    private static final int MOST_ROWS = 10;

    private static final int NAMES_WIDTH = 40;
    private static final int MESSAGE = 140;

    private final RunHistory history;
    private final ConsoleStyle style;
    private final Paint paint;

    SummaryLines(RunHistory history, ConsoleStyle style, Paint paint) {
        this.history = history;
        this.style = style;
        this.paint = paint;
    }

    /** What the summary shows of a report; of most reports only the status is counted. */
    static TaskReport needed(TaskReport report) {
        TaskReport needed = TaskReport.of(report.status());
        if (report.status() == Status.UNDECIDED || report.status().isFailure()) {
            needed = needed.withExplanation(report.explanation());
        }
        List<ChangeReport> risky = report.withoutDifferences().allChanges().stream()
                .filter(change -> change.risk() != Risk.SAFE)
                .toList();
        return risky.isEmpty() ? needed : needed.withChanges(risky);
    }

    List<String> lines(RunSummary summary) {
        List<String> lines = new ArrayList<>(new PredictionLines(paint).of(history.predictions()));
        addRisks(lines);
        addResults(
                "Undecided: depends on something that is only known during the run",
                history.results(status -> status == Status.UNDECIDED),
                lines);
        addResults("Failed", history.results(Status::isFailure), lines);
        addWarnings(lines);
        addCounts(lines);
        lines.add("");
        lines.add(verdict(summary));
        return lines;
    }

    private void heading(String text, List<String> lines) {
        lines.add("");
        lines.add(paint.bold(text));
    }

    private static String at(String place) {
        return place.isEmpty() ? "" : " (" + place + ")";
    }

    private void addMore(int more, List<String> lines) {
        if (more > 0) {
            lines.add(paint.dim("  and " + more + " more"));
        }
    }

    private String names(List<String> targets) {
        return Words.targets(
                targets.stream().distinct().toList(), history.counts().size(), NAMES_WIDTH);
    }

    /** What is dangerous in the same way on several targets. */
    private record Danger(Risk risk, String what, String task) {
        static Danger of(TaskChange each) {
            return new Danger(
                    each.change().risk(),
                    Words.line(each.change().resource() + " " + each.change().what()),
                    Words.line(each.task().name()) + at(each.task().place()));
        }
    }

    private void addRisks(List<String> lines) {
        Map<Danger, List<String>> alike = new LinkedHashMap<>();
        history.changes().stream()
                .filter(each -> each.change().risk() != Risk.SAFE)
                .forEach(each -> alike.computeIfAbsent(Danger.of(each), key -> new ArrayList<>())
                        .add(each.target()));
        if (alike.isEmpty()) {
            return;
        }
        heading("Risks", lines);
        List<Danger> dangers = alike.keySet().stream().limit(MOST_ROWS).toList();
        Table table = new Table();
        dangers.forEach(danger -> table.row(List.of(
                Words.risk(danger.risk()),
                names(alike.getOrDefault(danger, List.of())),
                danger.what(),
                danger.task())));
        lines.addAll(table.lines(
                (row, column, cell) -> column == 0 ? paint.risk(dangers.get(row).risk(), cell) : cell));
        addMore(alike.size() - MOST_ROWS, lines);
    }

    private void addResults(String title, List<Result> results, List<String> lines) {
        if (results.isEmpty()) {
            return;
        }
        heading(title, lines);
        Map<List<String>, List<String>> alike = new LinkedHashMap<>();
        for (Result result : results) {
            String task = Words.line(result.task().name()) + at(result.task().place());
            alike.computeIfAbsent(List.of(task, Words.shorten(reason(result), MESSAGE)), key -> new ArrayList<>())
                    .add(result.target());
        }
        Table table = new Table();
        alike.entrySet().stream()
                .limit(MOST_ROWS)
                .forEach(entry -> table.row(List.of(
                        names(entry.getValue()),
                        entry.getKey().get(0),
                        entry.getKey().get(1))));
        lines.addAll(table.lines((row, column, cell) -> cell));
        addMore(alike.size() - MOST_ROWS, lines);
    }

    private static String reason(Result result) {
        boolean undecided = result.report().status() == Status.UNDECIDED;
        return undecided && !result.report().because().isEmpty()
                ? "depends on " + Words.line(result.report().because())
                : Words.line(result.report().message());
    }

    private void addWarnings(List<String> lines) {
        List<Warning> warnings = history.warnings();
        if (warnings.isEmpty()) {
            return;
        }
        heading("Warnings", lines);
        warnings.stream()
                .limit(MOST_ROWS)
                .forEach(warning -> lines.add("  " + Words.line(warning.text()) + paint.dim(at(warning.place()))));
        addMore(warnings.size() - MOST_ROWS, lines);
    }

    private void addCounts(List<String> lines) {
        List<Status> statuses = List.copyOf(history.statuses());
        if (statuses.isEmpty()) {
            return;
        }
        List<String> head = new ArrayList<>(List.of("target"));
        statuses.forEach(status -> head.add(Words.status(status, history.isCheck())));
        Table table = new Table().row(head);
        for (List<String> targets : history.targetsByCounts()) {
            List<String> row = new ArrayList<>(List.of(names(targets)));
            Map<Status, Integer> counts = history.counts().getOrDefault(targets.get(0), Map.of());
            statuses.forEach(status -> row.add(Integer.toString(counts.getOrDefault(status, 0))));
            table.row(row);
        }
        lines.add("");
        lines.addAll(table.lines((row, column, cell) -> paintCount(statuses, row, column, cell)));
    }

    private String paintCount(List<Status> statuses, int row, int column, String cell) {
        if (row > 0 && column == 0) {
            return cell;
        }
        return row == 0 || cell.strip().equals("0") ? paint.dim(cell) : paint.status(statuses.get(column - 1), cell);
    }

    private String verdict(RunSummary summary) {
        String details = Words.duration(summary.duration())
                + (style.unicode() ? " · " : ", ")
                + Words.count(summary.roundTrips(), "round trip");
        String text = Verdict.of(history, summary) + "  " + paint.dim("(" + details + ")");
        return summary.outcome() == RunSummary.Outcome.SUCCEEDED ? paint.bold(text) : paint.status(Status.FAILED, text);
    }
}
