package dev.sluice.journal;

import java.util.List;

/**
 * What a check predicted about a task beside what the apply then found.
 *
 * @param predicted the status that was predicted
 * @param actual the status that came
 * @param agrees whether the prediction was right; an undecided one that admits to know nothing is not wrong
 * @param differences facts that differ; each is a defect of the module
 */
// More than five: a row of the table at the end of a run.
public record Prediction(
        TaskRef task, String target, Status predicted, Status actual, boolean agrees, List<Difference> differences) {
    /**
     * A fact whose predicted answer is not the actual one.
     *
     * @param fact the question in words
     * @param predicted the answer that was predicted, short
     * @param actual the answer that the target gave, short
     */
    public record Difference(String fact, String predicted, String actual) {
        /** One of a task with {@code no_log}. */
        public static final Difference HIDDEN = new Difference(TaskReport.HIDDEN, TaskReport.HIDDEN, TaskReport.HIDDEN);
    }

    public Prediction {
        differences = List.copyOf(differences);
    }
}
