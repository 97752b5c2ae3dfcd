package dev.sluice.journal.report;

import dev.sluice.journal.Event.RunStarted;
import dev.sluice.journal.Event.Warning;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.RunSummary;
import dev.sluice.journal.Status;
import dev.sluice.journal.report.RunHistory.Result;
import dev.sluice.journal.report.RunHistory.TaskChange;
import dev.sluice.spi.Risk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The first part of the Markdown report: what a reviewer has to know without unfolding anything. */
final class MarkdownSummary {
    private static final int MOST_ROWS = 25;
    private static final int NAMES_WIDTH = 60;
    private static final int MESSAGE = 300;

    private final RunHistory history;

    MarkdownSummary(RunHistory history) {
        this.history = history;
    }

    void write(RunSummary summary, BoundedText text) {
        text.add(heading(summary));
        addResults("Failed", history.results(Status::isFailure), text);
        addRisks(text);
        addResults("Undecided", history.results(status -> status == Status.UNDECIDED), text);
        addPredictions(text);
        addWarnings(text);
        text.add(counts());
    }

    private List<String> heading(RunSummary summary) {
        RunStarted started = history.started();
        String what = started == null ? "run" : history.isCheck() ? "check" : "apply";
        String runbooks = started == null
                ? ""
                : " of "
                        + String.join(
                                ", ",
                                started.runbooks().stream().map(Markdown::code).toList());
        return List.of(
                "## Sluice " + what + runbooks,
                "",
                "**" + Markdown.text(Verdict.of(history, summary)) + "** (" + Words.duration(summary.duration()) + ", "
                        + Words.count(summary.roundTrips(), "round trip")
                        + (started == null ? "" : ", started " + started.started() + ", version " + started.version())
                        + ")",
                "");
    }

    private void addRisks(BoundedText text) {
        List<TaskChange> risky = history.changes().stream()
                .filter(change -> change.change().risk() != Risk.SAFE)
                .toList();
        if (risky.isEmpty()) {
            return;
        }
        List<String> lines =
                new ArrayList<>(List.of("### Risks", "", "| Risk | Target | Change | Task |", "|---|---|---|---|"));
        for (TaskChange each : risky.subList(0, Math.min(MOST_ROWS, risky.size()))) {
            lines.add("| **" + Words.risk(each.change().risk()) + "** | " + Markdown.cellCode(each.target()) + " | "
                    + Markdown.cellCode(each.change().resource()) + " "
                    + Markdown.text(each.change().what()) + " | "
                    + Markdown.text(each.task().name()) + " "
                    + Markdown.cellCode(each.task().place()) + " |");
        }
        add(lines, risky.size() - MOST_ROWS, text);
    }

    private void addResults(String title, List<Result> results, BoundedText text) {
        if (results.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of("### " + title, ""));
        for (Result result : results.subList(0, Math.min(MOST_ROWS, results.size()))) {
            boolean undecided = result.report().status() == Status.UNDECIDED;
            String reason = undecided && !result.report().because().isEmpty()
                    ? "depends on " + Markdown.text(result.report().because())
                    : Markdown.text(Words.shorten(result.report().message(), MESSAGE));
            lines.add("- " + Markdown.text(result.task().name()) + " on " + Markdown.code(result.target()) + " ("
                    + Markdown.code(result.task().place()) + "): " + reason);
        }
        add(lines, results.size() - MOST_ROWS, text);
    }

    private void addPredictions(BoundedText text) {
        List<Prediction> rows = history.predictions();
        if (rows.isEmpty()) {
            return;
        }
        List<Prediction> wrong = rows.stream().filter(row -> !row.agrees()).toList();
        List<String> lines = new ArrayList<>(List.of("### " + PredictionLines.heading(rows.size(), wrong.size()), ""));
        if (!wrong.isEmpty()) {
            lines.add("| Target | Task | Predicted | Actual | Facts that differ |");
            lines.add("|---|---|---|---|---|");
        }
        for (Prediction row : wrong.subList(0, Math.min(MOST_ROWS, wrong.size()))) {
            List<String> facts = row.differences().stream()
                    .map(each -> Markdown.text(each.fact()) + ": " + Markdown.cellCode(each.predicted()) + " / "
                            + Markdown.cellCode(each.actual()))
                    .toList();
            lines.add("| " + Markdown.cellCode(row.target()) + " | "
                    + Markdown.text(row.task().name()) + " | "
                    + Words.status(row.predicted(), true) + " | " + Words.status(row.actual(), false) + " | "
                    + String.join("; ", facts) + " |");
        }
        add(lines, wrong.size() - MOST_ROWS, text);
    }

    private void addWarnings(BoundedText text) {
        List<Warning> warnings = history.warnings();
        if (warnings.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of("### Warnings", ""));
        for (Warning warning : warnings.subList(0, Math.min(MOST_ROWS, warnings.size()))) {
            lines.add("- " + Markdown.text(warning.text())
                    + (warning.place().isEmpty() ? "" : " (" + Markdown.code(warning.place()) + ")"));
        }
        add(lines, warnings.size() - MOST_ROWS, text);
    }

    private List<String> counts() {
        List<Status> statuses = List.copyOf(history.statuses());
        List<String> lines = new ArrayList<>();
        lines.add("| Target | "
                + String.join(
                        " | ",
                        statuses.stream()
                                .map(status -> Words.status(status, history.isCheck()))
                                .toList())
                + " |");
        lines.add("|---|" + String.join("", Collections.nCopies(statuses.size(), "--:|")));
        for (List<String> targets : history.targetsByCounts()) {
            Map<Status, Integer> counts = history.counts().getOrDefault(targets.get(0), Map.of());
            List<String> numbers = statuses.stream()
                    .map(status -> Integer.toString(counts.getOrDefault(status, 0)))
                    .toList();
            String names = Words.targets(targets, history.counts().size(), NAMES_WIDTH);
            lines.add("| " + Markdown.cellCode(names) + " | " + String.join(" | ", numbers) + " |");
        }
        lines.add("");
        return lines;
    }

    private static void add(List<String> lines, int more, BoundedText text) {
        if (more > 0) {
            lines.add("");
            lines.add("and " + more + " more");
        }
        lines.add("");
        text.add(lines);
    }
}
