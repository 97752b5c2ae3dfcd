package dev.sluice.journal.report;

import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the results of a phase back until those of a task can be shown together, so that a hundred hosts that behave
 * alike take one line and the order does not depend on which of them is faster. A task is complete when every target of
 * the phase has ended it, has gone on to a later one, or is lost.
 */
final class Gathering {
    /** A task with its results. */
    record Gathered(TaskRef task, Map<String, TaskReport> reports) {}

    private final List<String> targets;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Map<String, Integer> latest = new HashMap<>();
    private final Set<String> lost = new HashSet<>();

    private int seen;
    private long looks;

    private static final class Pending {
        private final int index;
        private final Gathered gathered;
        /** How many targets, from the first one on, have nothing more to tell. What a target has told it has told for good. */
        private int ended;

        Pending(int index, TaskRef task) {
            this.index = index;
            this.gathered = new Gathered(task, new LinkedHashMap<>());
        }
    }

    Gathering(List<String> targets) {
        this.targets = List.copyOf(targets);
    }

    /** Notes that a target has begun a task. */
    List<Gathered> started(TaskRef task, String target) {
        latest.merge(target, open(task).index, Math::max);
        return takeComplete();
    }

    /** Adds a result; returns the tasks that are complete now, in order. */
    List<Gathered> finished(TaskRef task, String target, TaskReport report) {
        Pending entry = open(task);
        entry.gathered.reports().put(target, report);
        latest.merge(target, entry.index, Math::max);
        if (report.status().isFailure()) {
            lost.add(target);
        }
        return takeComplete();
    }

    /** What is left, in order. */
    List<Gathered> rest() {
        List<Gathered> rest = pending.values().stream()
                .map(each -> inOrder(each.gathered))
                .filter(each -> !each.reports().isEmpty())
                .toList();
        pending.clear();
        return rest;
    }

    private Pending open(TaskRef task) {
        return pending.computeIfAbsent(task.id(), id -> new Pending(seen++, task));
    }

    private List<Gathered> takeComplete() {
        List<Gathered> complete = new ArrayList<>();
        for (Iterator<Pending> open = pending.values().iterator(); open.hasNext(); ) {
            Pending first = open.next();
            if (!isComplete(first)) {
                break;
            }
            open.remove();
            if (!first.gathered.reports().isEmpty()) {
                complete.add(inOrder(first.gathered));
            }
        }
        return complete;
    }

    /** The results in the order of the phase's targets, not of their speed. */
    private Gathered inOrder(Gathered gathered) {
        Map<String, TaskReport> ordered = new LinkedHashMap<>();
        for (String target : targets) {
            TaskReport report = gathered.reports().get(target);
            if (report != null) {
                ordered.put(target, report);
            }
        }
        gathered.reports().forEach(ordered::putIfAbsent);
        return new Gathered(gathered.task(), ordered);
    }

    private boolean isComplete(Pending entry) {
        while (entry.ended < targets.size() && hasEnded(entry, targets.get(entry.ended))) {
            entry.ended++;
        }
        return entry.ended == targets.size();
    }

    private boolean hasEnded(Pending entry, String target) {
        looks++;
        return entry.gathered.reports().containsKey(target)
                || latest.getOrDefault(target, -1) > entry.index
                || lost.contains(target);
    }

    /** How often it was looked whether a target has ended a task: the work that was done so far. */
    long looks() {
        return looks;
    }
}
