package dev.sluice.run;

import dev.sluice.graph.Ending;
import dev.sluice.graph.Visitor;
import dev.sluice.graph.Walker;
import dev.sluice.journal.Branches;
import dev.sluice.journal.Event;
import dev.sluice.order.PhaseOrder;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.state.RunContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the phases in their order, those that do not wait for each other at the same time. What they report comes in the
 * order in which they would be run one after the other.
 */
final class PhaseWalk implements Visitor<Phase> {
    private final RunContext run;
    private final PhaseOrder order;
    private final PhaseExecutor executor;
    private final Map<Phase, Integer> places;
    /** The phases that lost a host or were not begun, by id. */
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();

    private final Branches branches;

    PhaseWalk(RunContext run, PhaseOrder order) {
        this.run = run;
        this.order = order;
        this.executor = new PhaseExecutor(run);
        this.places = order.places();
        this.branches = run.events().branches(places.size());
    }

    /** Whether every phase was run and lost no host. May be called once. */
    boolean walk() {
        try (branches) {
            Map<Phase, Ending<Phase>> endings = new Walker<>(
                            order.graph(),
                            this,
                            run.pool().threads(),
                            run.pool().forks())
                    .walk();
            return troubled.isEmpty() && endings.values().stream().allMatch(Ending.Done.class::isInstance);
        }
    }

    @Override
    public Outcome<Phase> visit(Phase phase) {
        Visit visit = new Visit(phase);
        branches.run(places.getOrDefault(phase, 0), visit);
        return visit.goesOn ? Outcome.done() : Outcome.failed();
    }

    @Override
    public void skipped(Phase phase, Phase because) {
        branches.run(places.getOrDefault(phase, 0), () -> {
            if (run.cancellation().isRequested()) {
                executor.run(phase, order.besides(phase)); // nothing is begun, and each task is listed
            } else {
                notBegun(phase, "because '" + because.name() + "' failed");
            }
        });
    }

    private void notBegun(Phase phase, String because) {
        run.events()
                .emit(new Event.Warning(
                        "phase '" + phase.name() + "' was not begun, " + because,
                        phase.span().toString()));
    }

    /** One phase: it is not begun if one that it says it needs lost a host; any other goes on with the rest. */
    private final class Visit implements Runnable {
        private final Phase phase;
        /** Whether what needs the phase may be run. */
        private boolean goesOn;

        Visit(Phase phase) {
            this.phase = phase;
        }

        @Override
        public void run() {
            boolean explicit = phase.keywords().has(Keyword.NEEDS);
            List<String> lacking =
                    explicit ? phase.needs().stream().filter(troubled::contains).toList() : List.of();
            if (!lacking.isEmpty() && !run.cancellation().isRequested()) {
                troubled.add(phase.id());
                notBegun(phase, "because a host failed in '" + String.join("', '", lacking) + "', which it needs");
                return;
            }
            order.waits(phase)
                    .forEach(wait -> run.events()
                            .emit(new Event.PhaseOrdered(
                                    phase.id(), wait.earlier().id(), wait.because())));
            PhaseExecutor.PhaseEnding ending = executor.run(phase, order.besides(phase));
            if (ending != PhaseExecutor.PhaseEnding.WELL) {
                troubled.add(phase.id());
            }
            goesOn = ending != PhaseExecutor.PhaseEnding.BROKEN_OFF;
        }
    }
}
