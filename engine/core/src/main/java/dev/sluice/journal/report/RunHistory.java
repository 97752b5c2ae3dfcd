package dev.sluice.journal.report;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Event;
import dev.sluice.journal.Event.PhaseOrdered;
import dev.sluice.journal.Event.PhaseStarted;
import dev.sluice.journal.Event.PredictionsCompared;
import dev.sluice.journal.Event.RunFinished;
import dev.sluice.journal.Event.RunStarted;
import dev.sluice.journal.Event.TaskFinished;
import dev.sluice.journal.Event.Warning;
import dev.sluice.journal.EventListener;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.RunSummary;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.spi.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects the events of a run, for reports that are made when it has ended. Used by one thread at a time. */
public final class RunHistory implements EventListener {
    /** Above it, targets with the same counts share a row. */
    private static final int MOST_SINGLE_TARGETS = 12;

    private final Map<String, PhaseHistory> phases = new LinkedHashMap<>();
    private final Map<String, Map<Status, Integer>> counts = new LinkedHashMap<>();
    private final List<PhaseOrdered> orderings = new ArrayList<>();
    private final List<Prediction> predictions = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    private @Nullable RunStarted started;
    private @Nullable RunSummary summary;

    /** A phase and its tasks in the order in which they first ended. */
    public record PhaseHistory(String id, String name, List<String> targets, Map<String, TaskHistory> tasks) {}

    /** A task and its reports by target, in the order in which they came. */
    public record TaskHistory(TaskRef task, Map<String, TaskReport> reports) {}

    /** What became of a task on a target. */
    public record Result(TaskRef task, String target, TaskReport report) {}

    /** A change and whose it is. */
    public record TaskChange(TaskRef task, String target, ChangeReport change) {}

    private final UnaryOperator<TaskReport> kept;

    /** Keeps all of every report. */
    public RunHistory() {
        this(report -> report);
    }

    /** @param kept what is kept of a report; its status and its warnings are counted in any case */
    RunHistory(UnaryOperator<TaskReport> kept) {
        this.kept = kept;
    }

    @Override
    public void on(Event event) {
        if (event instanceof RunStarted run) {
            started = run;
            run.targets().forEach(this::countsOf);
        } else if (event instanceof PhaseOrdered ordered) {
            orderings.add(ordered);
        } else if (event instanceof PhaseStarted phase) {
            phases.putIfAbsent(
                    phase.phase(),
                    new PhaseHistory(phase.phase(), phase.name(), phase.targets(), new LinkedHashMap<>()));
        } else if (event instanceof TaskFinished finished) {
            add(finished);
        } else if (event instanceof PredictionsCompared compared) {
            predictions.addAll(compared.rows());
        } else if (event instanceof Warning warning) {
            warnings.add(warning);
        } else if (event instanceof RunFinished finished) {
            summary = finished.summary();
        }
    }

    private void add(TaskFinished finished) {
        TaskRef task = finished.task();
        phases.computeIfAbsent(
                        task.phase(), id -> new PhaseHistory(id, id, List.of(finished.target()), new LinkedHashMap<>()))
                .tasks()
                .computeIfAbsent(task.id(), id -> new TaskHistory(task, new LinkedHashMap<>()))
                .reports()
                .put(finished.target(), kept.apply(finished.report()));
        countsOf(finished.target()).merge(finished.report().status(), 1, Integer::sum);
        finished.report().warnings().forEach(text -> warnings.add(new Warning(text, task.place())));
    }

    private Map<Status, Integer> countsOf(String target) {
        return counts.computeIfAbsent(target, name -> new EnumMap<>(Status.class));
    }

    /** How the run began; null before it has. */
    public @Nullable RunStarted started() {
        return started;
    }

    /** How the run ended; null before it has. */
    public @Nullable RunSummary summary() {
        return summary;
    }

    /** Whether the run is a check. */
    public boolean isCheck() {
        return started == null || started.mode() == Mode.CHECK;
    }

    public Collection<PhaseHistory> phases() {
        return Collections.unmodifiableCollection(phases.values());
    }

    /** What a phase had to wait for without needing it. */
    public List<PhaseOrdered> orderings(String phase) {
        return orderings.stream().filter(each -> each.phase().equals(phase)).toList();
    }

    /** How often each status occurred, by target. */
    public Map<String, Map<Status, Integer>> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** The targets; where there are many, those with the same counts together. */
    public List<List<String>> targetsByCounts() {
        if (counts.size() <= MOST_SINGLE_TARGETS) {
            return counts.keySet().stream().map(List::of).toList();
        }
        Map<Map<Status, Integer>, List<String>> alike = new LinkedHashMap<>();
        counts.forEach((target, each) ->
                alike.computeIfAbsent(each, key -> new ArrayList<>()).add(target));
        return List.copyOf(alike.values());
    }

    /** How often a status occurred on all targets. */
    public int count(Status status) {
        return counts.values().stream()
                .mapToInt(each -> each.getOrDefault(status, 0))
                .sum();
    }

    /** The statuses that occurred, in their order. */
    public Set<Status> statuses() {
        Set<Status> statuses = new TreeSet<>();
        counts.values().forEach(each -> statuses.addAll(each.keySet()));
        return statuses;
    }

    public List<Prediction> predictions() {
        return Collections.unmodifiableList(predictions);
    }

    /** The warnings of the run and of its tasks, each once. */
    public List<Warning> warnings() {
        return warnings.stream().distinct().toList();
    }

    /** Every result, by phase, task and target. */
    public List<Result> results() {
        List<Result> results = new ArrayList<>();
        for (PhaseHistory phase : phases.values()) {
            for (TaskHistory task : phase.tasks().values()) {
                task.reports().forEach((target, report) -> results.add(new Result(task.task(), target, report)));
            }
        }
        return results;
    }

    /** The results with a status that passes. */
    public List<Result> results(Predicate<Status> wanted) {
        return results().stream()
                .filter(result -> wanted.test(result.report().status()))
                .toList();
    }

    /** Every change but mere waiting, the most dangerous first, else in order. */
    public List<TaskChange> changes() {
        List<TaskChange> changes = new ArrayList<>();
        for (Result result : results()) {
            for (ChangeReport change : result.report().allChanges()) {
                if (change.kind() != Change.Kind.WAIT) {
                    changes.add(new TaskChange(result.task(), result.target(), change));
                }
            }
        }
        changes.sort(
                Comparator.comparing((TaskChange each) -> each.change().risk()).reversed());
        return changes;
    }
}
