package dev.sluice.run;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.source.Node;
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

    /** The batches of {@code serial}: numbers, percentages, or a list of them of which the last is repeated. */
    static List<List<HostState>> of(Phase phase, List<HostState> hosts) {
        List<String> sizes = new ArrayList<>();
        phase.keywords().get(Keyword.SERIAL).ifPresent(node -> {
            if (node instanceof Node.Sequence sequence) {
                sequence.items().forEach(item -> sizes.add(((Node.Scalar) item).text()));
            } else if (node instanceof Node.Scalar scalar) {
                sizes.add(scalar.text());
            }
        });
        List<List<HostState>> batches = new ArrayList<>();
        int start = 0;
        while (start < hosts.size()) {
            String size = sizes.isEmpty() ? "100%" : sizes.get(Math.min(batches.size(), sizes.size() - 1));
            int count = size.endsWith("%")
                    ? (int) (hosts.size() * Double.parseDouble(size.replace("%", "")) / 100)
                    : Integer.parseInt(size);
            int end = count <= 0 && !size.endsWith("%")
                    ? hosts.size()
                    : Math.min(hosts.size(), start + Math.max(1, count));
            batches.add(hosts.subList(start, end));
            start = end;
        }
        return batches;
    }

    /** Whether more hosts of a batch failed than {@code max_fail_percentage} allows. */
    static boolean isTooMany(Phase phase, List<HostState> batch) {
        double most = phase.keywords()
                .text(Keyword.MAX_FAIL_PERCENTAGE)
                .map(Double::parseDouble)
                .orElse(100.0);
        long failed = batch.stream().filter(HostState::isGivenUp).count();
        return failed * 100.0 / Math.max(1, batch.size()) > most;
    }
}
