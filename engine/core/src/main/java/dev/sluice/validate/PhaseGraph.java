package dev.sluice.validate;

import dev.sluice.graph.Graph;
import dev.sluice.runbook.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What phases need. */
public final class PhaseGraph {
    private PhaseGraph() {}

    /** The phases as a graph: each waits for the one before it, or for those that it needs. */
    public static Graph<Phase> of(List<Phase> phases) {
        Graph.Builder<Phase> builder = Graph.builder();
        Map<String, Phase> byId = new LinkedHashMap<>();
        for (Phase phase : phases) {
            builder.add(phase, phase.name(), "");
            byId.put(phase.id(), phase);
        }
        for (Phase phase : phases) {
            for (String need : phase.needs()) {
                Phase needed = byId.get(need);
                if (needed != null) {
                    builder.needs(phase, needed);
                }
            }
        }
        return builder.build();
    }
}
