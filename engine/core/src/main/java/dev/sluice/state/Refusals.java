package dev.sluice.state;

import dev.sluice.journal.TaskRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes that a check predicts and nobody agreed to: an apply that would come to them is not begun. What is
 * undecided in the check is not among them; it is refused at its task. Thread-safe.
 */
public final class Refusals {
    /**
     * A change that is refused.
     *
     * @param task the task that plans it
     * @param host the host for which the task is run
     * @param missing what nobody agreed to
     * @param hidden whether it may not be shown what the task does
     */
    public record Refused(TaskRef task, String host, Consent.Missing missing, boolean hidden) {
        /** What is refused, and how it can be agreed to. */
        public String describe() {
            return "'" + task.name() + "' on " + host + ": "
                    + (hidden ? "a change that no_log hides" : missing.action()) + " is " + missing.word() + "; "
                    + (hidden ? missing.hiddenRemedy() : missing.remedy());
        }
    }

    private final List<Refused> all = new ArrayList<>();

    /** Keeps what a task would do without consent. */
    public synchronized void keep(TaskRef task, String host, List<Consent.Missing> missing, boolean hidden) {
        missing.forEach(each -> all.add(new Refused(task, host, each, hidden)));
    }

    /**
     * All of them.
     *
     * @param hosts the hosts in the order of the inventory
     * @return by host, then in the order in which they were found
     */
    public synchronized List<Refused> all(List<String> hosts) {
        Map<String, Integer> places = new HashMap<>();
        hosts.forEach(host -> places.put(host, places.size()));
        List<Refused> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingInt(each -> places.getOrDefault(each.host(), places.size())));
        return sorted;
    }
}
