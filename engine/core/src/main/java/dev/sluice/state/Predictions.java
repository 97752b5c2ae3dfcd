package dev.sluice.state;

import dev.sluice.journal.Prediction;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.overlay.Agreement;
import dev.sluice.overlay.Memory;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.PlanningFacts;
import dev.sluice.overlay.Question;
import dev.sluice.spi.Change;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps what a check predicted, and holds it against what the apply then finds. Thread-safe. */
public final class Predictions {
    /**
     * What a prediction is about.
     *
     * @param task the id of a task
     * @param host the host for which it is run
     * @param item the 0-based item of its loop, or {@link dev.sluice.journal.Event#NO_ITEM}
     */
    public record Subject(String task, String host, int item) {
        private Place place() {
            return new Place(task, host);
        }
    }

    private record Place(String task, String host) {}

    private final boolean kept;
    private final Map<Subject, Map<String, Map<Question, Answer<?>>>> answers = new LinkedHashMap<>();
    private final Map<Place, Set<Question>> asked = new LinkedHashMap<>();
    private final Map<Place, Status> statuses = new LinkedHashMap<>();
    private final Map<Place, List<Prediction.Difference>> differences = new LinkedHashMap<>();
    private final List<Prediction> rows = new ArrayList<>();

    /** For a check with an apply after it. */
    public Predictions() {
        this(true);
    }

    private Predictions(boolean kept) {
        this.kept = kept;
    }

    /** For a check that no apply follows: nothing is kept. */
    public static Predictions unused() {
        return new Predictions(false);
    }

    /** Keeps the predicted answers to everything a call asked, of whichever target, as they are after its effects. */
    public synchronized void keep(Subject subject, PlanningFacts facts) {
        if (!kept) {
            return;
        }
        Map<String, Map<Question, Answer<?>>> predicted = new LinkedHashMap<>();
        predicted.put("", predicted(facts));
        facts.others().forEach((name, other) -> predicted.put(name, predicted(other)));
        answers.put(subject, predicted);
        asked.computeIfAbsent(subject.place(), key -> new LinkedHashSet<>()).addAll(facts.asked());
    }

    /**
     * What the calls of a task asked, in the check, of the target on which they act; empty if that is not known.
     *
     * @param task the id of a task
     */
    public synchronized Set<Question> asked(String task, String host) {
        return Set.copyOf(asked.getOrDefault(new Place(task, host), Set.of()));
    }

    private static Map<Question, Answer<?>> predicted(PlanningFacts facts) {
        Map<Question, Answer<?>> predicted = new LinkedHashMap<>();
        for (Question question : facts.asked()) {
            try {
                predicted.put(question, facts.claimed(question));
            } catch (MissingAnswerException notNeeded) {
                // an effect asks for more than the plan did; nothing is claimed about this one
            }
        }
        return predicted;
    }

    public synchronized void keep(TaskRef task, String host, Status status) {
        if (kept) {
            statuses.put(new Place(task.id(), host), status);
        }
    }

    /**
     * Compares the predicted answers of a call with what is read now. Only what has been read is compared.
     *
     * @param memories what was read from a target by its name; from the one on which the call acts by the empty name
     */
    public synchronized void compare(Subject subject, Function<String, Memory> memories) {
        List<Prediction.Difference> found = differences.computeIfAbsent(subject.place(), key -> new ArrayList<>());
        answers.getOrDefault(subject, Map.of())
                .forEach((name, predicted) -> compare(predicted, memories.apply(name), found));
    }

    private static void compare(Map<Question, Answer<?>> predicted, Memory memory, List<Prediction.Difference> found) {
        predicted.forEach((question, answer) -> {
            if (memory.knows(question)) {
                Answer<?> actual = memory.observed(question.fact(), question.from());
                String name = question.fact().describe();
                Agreement.differences(name, answer, actual)
                        .forEach(each ->
                                found.add(new Prediction.Difference(each.place(), each.predicted(), each.actual())));
            }
        });
    }

    /**
     * Compares the status of a finished task with the predicted one. A step that fails is no wrong prediction: nobody
     * said that it would succeed, or that what it waits for comes in time.
     */
    public synchronized void compare(TaskRef task, String host, TaskReport report) {
        Status actual = report.status();
        Place place = new Place(task.id(), host);
        @Nullable Status predicted = statuses.get(place);
        if (predicted == null) {
            return;
        }
        List<Prediction.Difference> found =
                predicted == Status.UNDECIDED ? List.of() : differences.getOrDefault(place, List.of());
        boolean same = predicted == actual
                || predicted == Status.UNDECIDED
                || hasFailedStep(report) && predicted == (alters(report) ? Status.CHANGED : Status.OK)
                || actual == Status.UNREACHABLE
                || actual == Status.CANCELLED;
        rows.add(new Prediction(
                task,
                host,
                predicted,
                actual,
                same && found.isEmpty(),
                report.noLog()
                        ? found.stream()
                                .map(each -> Prediction.Difference.HIDDEN)
                                .toList()
                        : found));
    }

    private static boolean hasFailedStep(TaskReport report) {
        return report.steps().stream().anyMatch(step -> step.failure() != null)
                || report.items().stream().anyMatch(item -> hasFailedStep(item.report()));
    }

    /** Whether it was to do more than wait. */
    private static boolean alters(TaskReport report) {
        return report.allChanges().stream().anyMatch(change -> change.kind() != Change.Kind.WAIT);
    }

    /** Every comparison, in the order in which the tasks ended. */
    public synchronized List<Prediction> rows() {
        return List.copyOf(rows);
    }
}
