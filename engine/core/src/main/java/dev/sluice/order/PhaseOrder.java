package dev.sluice.order;

import dev.sluice.graph.ConflictOrder;
import dev.sluice.graph.Graph;
import dev.sluice.runbook.Phase;
import dev.sluice.state.Setup;
import dev.sluice.validate.PhaseGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * In which order phases are run: each after those that it needs, and one after the other where they could disturb each
 * other. Those that are left may run at the same time, and what they do does not depend on which is faster.
 */
public final class PhaseOrder {
    private final ConflictOrder<Phase> order;
    private final Function<Phase, PhaseReach> reaches;

    private PhaseOrder(ConflictOrder<Phase> order, Function<Phase, PhaseReach> reaches) {
        this.order = order;
        this.reaches = reaches;
    }

    public static PhaseOrder of(List<Phase> phases, Setup setup) {
        PhaseReachFinder finder = new PhaseReachFinder(setup);
        Map<Phase, PhaseReach> known = new ConcurrentHashMap<>();
        Function<Phase, PhaseReach> reaches = phase -> known.computeIfAbsent(phase, finder::of);
        return new PhaseOrder(
                ConflictOrder.of(
                        PhaseGraph.of(phases),
                        (earlier, later) -> reaches.apply(earlier).conflict(reaches.apply(later))),
                reaches);
    }

    public Graph<Phase> graph() {
        return order.graph();
    }

    /** The place of every phase if they are run one after the other: reports have this order. */
    public Map<Phase, Integer> places() {
        Map<Phase, Integer> places = new HashMap<>();
        order.sequence().forEach(phase -> places.put(phase, places.size()));
        return places;
    }

    /** The phases that a phase waits for although it does not need them. */
    public List<ConflictOrder.Added<Phase>> waits(Phase phase) {
        return order.added().stream().filter(each -> each.later().equals(phase)).toList();
    }

    /** What the phases act on that may be run at the same time as this one: nothing of it may be used in it. */
    public OtherPhases besides(Phase phase) {
        Map<String, Phase> actors = new HashMap<>();
        List<Phase> others = order.besides(phase);
        others.forEach(other -> reaches.apply(other).hosts().forEach(host -> actors.putIfAbsent(host, other)));
        return new OtherPhases(others, actors);
    }
}
