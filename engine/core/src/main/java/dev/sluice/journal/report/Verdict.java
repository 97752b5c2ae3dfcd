package dev.sluice.journal.report;

import dev.sluice.journal.RunSummary;
import dev.sluice.journal.Status;
import java.util.ArrayList;
import java.util.List;

/** A run in one sentence, the same in every report. */
final class Verdict {
    private Verdict() {}

    static String of(RunHistory history, RunSummary summary) {
        String found = found(history, summary.outcome() == RunSummary.Outcome.SUCCEEDED);
        String end = switch (summary.outcome()) {
            case SUCCEEDED -> "";
            case FAILED -> history.isCheck() ? "It would fail: " : "Failed: ";
            case CANCELLED -> "Cancelled: ";
            case REFUSED -> "Refused, nothing was changed: ";
        };
        String message = summary.message().isEmpty() ? "" : Words.line(summary.message());
        if (summary.outcome() == RunSummary.Outcome.REFUSED) {
            return end + (message.isEmpty() ? found : message);
        }
        return end + found + (message.isEmpty() ? "" : "; " + message);
    }

    private static String found(RunHistory history, boolean isComplete) {
        String verb = history.isCheck() ? "to change" : "changed";
        int changed = history.count(Status.CHANGED);
        long targets = history.counts().values().stream()
                .filter(each -> each.containsKey(Status.CHANGED))
                .count();
        List<String> parts = new ArrayList<>();
        parts.add(changed + " " + verb + (changed == 0 ? "" : " on " + Words.count(targets, "target")));
        for (Status status : List.of(Status.FAILED, Status.UNREACHABLE, Status.UNDECIDED, Status.CANCELLED)) {
            if (history.count(status) > 0) {
                parts.add(history.count(status) + " " + Words.status(status, history.isCheck()));
            }
        }
        return changed == 0 && parts.size() == 1 && isComplete ? "No changes" : String.join(", ", parts);
    }
}
