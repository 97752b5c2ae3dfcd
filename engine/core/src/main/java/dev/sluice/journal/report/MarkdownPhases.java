package dev.sluice.journal.report;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Status;
import dev.sluice.journal.StepReport;
import dev.sluice.journal.TaskReport;
import dev.sluice.journal.report.RunHistory.PhaseHistory;
import dev.sluice.journal.report.RunHistory.TaskHistory;
import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The second part of the Markdown report: each phase, folded, with everything in it but tasks that changed nothing. */
final class MarkdownPhases {
    private static final int DIFF = 120;
    private static final int TAIL = 20;
    private static final int VALUE = 200;

    private final RunHistory history;

    MarkdownPhases(RunHistory history) {
        this.history = history;
    }

    void write(BoundedText text) {
        for (PhaseHistory phase : history.phases()) {
            if (text.add(List.of(
                    "<details><summary><b>" + html(phase.name()) + "</b>: " + html(summary(phase)) + "</summary>",
                    ""))) {
                phase.tasks().values().forEach(task -> addTask(task, text));
                text.close("</details>");
            }
        }
    }

    private static String html(String text) {
        return Words.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@\u200b");
    }

    private String summary(PhaseHistory phase) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        phase.tasks()
                .values()
                .forEach(task ->
                        task.reports().values().forEach(report -> counts.merge(report.status(), 1, Integer::sum)));
        List<String> parts = new ArrayList<>();
        counts.forEach((status, number) -> parts.add(number + " " + Words.status(status, history.isCheck())));
        return String.join(", ", parts);
    }

    private void addTask(TaskHistory task, BoundedText text) {
        Map<List<String>, List<String>> alike = new LinkedHashMap<>();
        task.reports().forEach((target, report) -> {
            if (report.status() != Status.OK && report.status() != Status.SKIPPED) {
                List<String> body = new ArrayList<>(List.of(Words.status(report.status(), history.isCheck())));
                body.addAll(body(report));
                alike.computeIfAbsent(body, key -> new ArrayList<>()).add(target);
            }
        });
        alike.forEach((body, targets) -> {
            List<String> lines = new ArrayList<>();
            lines.add("- **" + Markdown.text(task.task().name()) + "** ("
                    + Markdown.code(task.task().module())
                    + (task.task().place().isEmpty()
                            ? ""
                            : ", " + Markdown.code(task.task().place())) + ") "
                    + body.get(0) + " on "
                    + Markdown.text(Words.targets(targets, history.counts().size(), 60)));
            body.stream().skip(1).forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
            while (lines.get(lines.size() - 1).isEmpty()) {
                lines.remove(lines.size() - 1);
            }
            text.add(lines);
        });
        if (!alike.isEmpty()) {
            text.close("");
        }
    }

    private List<String> body(TaskReport report) {
        List<String> lines = new ArrayList<>();
        if (!report.message().isEmpty()) {
            lines.add("- " + Markdown.text(report.message()));
        }
        if (!report.because().isEmpty()) {
            lines.add((report.status() == Status.UNDECIDED ? "- depends on " : "- because ")
                    + Markdown.text(report.because()));
        }
        report.changes().forEach(change -> addChange(change, lines));
        for (TaskReport.Item item : report.items()) {
            Status status = item.report().status();
            if (status != Status.OK && status != Status.SKIPPED) {
                lines.add("- item " + Markdown.code(Words.shorten(item.label(), VALUE)) + ": "
                        + Words.status(status, history.isCheck()));
                body(item.report()).forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
            }
        }
        report.steps().stream().filter(step -> step.failure() != null).forEach(step -> addFailedStep(step, lines));
        if (!report.hint().isEmpty()) {
            lines.add("- hint: " + Markdown.text(report.hint()));
        }
        return lines;
    }

    private static void addChange(ChangeReport change, List<String> lines) {
        String before = Markdown.code(Words.shorten(change.before(), VALUE));
        String after = Markdown.code(Words.shorten(change.after(), VALUE));
        String values = before.isEmpty()
                ? after.isEmpty() ? "" : ": " + after
                : after.isEmpty() ? " (was " + before + ")" : ": " + before + " -> " + after;
        lines.add("- " + Markdown.code(change.resource()) + " " + Markdown.text(change.what()) + values
                + (change.risk() == Risk.SAFE ? "" : " **" + Words.risk(change.risk()) + "**"));
        Change.Difference difference = change.difference();
        if (difference != null) {
            lines.add("");
            Markdown.block("diff", UnifiedDiff.lines(difference, DIFF)).forEach(line -> lines.add("  " + line));
            lines.add("");
        }
    }

    private static void addFailedStep(StepReport step, List<String> lines) {
        List<String> output = new ArrayList<>();
        output.add("$ " + Words.shorten(Words.line(step.description()), VALUE));
        StepReport.Printed printed = step.printed();
        if (printed != null) {
            output.addAll(Words.tail(printed.stdout(), TAIL));
            output.addAll(Words.tail(printed.stderr(), TAIL));
            output.add("(exit " + printed.exitCode() + ")");
        }
        lines.add("");
        lines.addAll(Markdown.block("text", output));
        lines.add("");
    }
}
