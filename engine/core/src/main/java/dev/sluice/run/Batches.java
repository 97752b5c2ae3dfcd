package dev.sluice.run;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.state.HostState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** In which order and how many at a time the hosts of a phase are worked on. */
final class Batches {
    private Batches() {}

    /** The names of the hosts in the {@code order} of the phase. */
    static List<String> ordered(Phase phase, List<String> names) {
        List<String> ordered = new ArrayList<>(names);
        switch (phase.keywords().text(Keyword.ORDER).orElse("inventory").toLowerCase(Locale.ROOT)) {
            case "sorted" -> Collections.sort(ordered);
            case "reverse_sorted" -> ordered.sort(Collections.reverseOrder());
            case "reverse_inventory" -> Collections.reverse(ordered);
            default -> {}
        }
        return ordered;
    }

    /** The hosts in batches of these sizes. */
    static List<List<HostState>> of(PhaseSizes sizes, List<HostState> hosts) {
        List<List<HostState>> batches = new ArrayList<>();
        int start = 0;
        while (start < hosts.size()) {
            int last = sizes.batches().size() - 1;
            int count = last < 0
                    ? hosts.size()
                    : sizes.batches().get(Math.min(batches.size(), last)).of(hosts.size());
            int end = Math.min(hosts.size(), start + count);
            batches.add(hosts.subList(start, end));
            start = end;
        }
        return batches;
    }

    /** Whether more hosts of a batch failed than may fail. */
    static boolean isTooMany(PhaseSizes sizes, List<HostState> batch) {
        long failed = batch.stream().filter(HostState::isGivenUp).count();
        return failed * 100.0 / Math.max(1, batch.size()) > sizes.mostFailed();
    }
}
