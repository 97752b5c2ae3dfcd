package dev.sluice.run;

import dev.sluice.graph.Ending;
import dev.sluice.graph.Graph;
import dev.sluice.graph.Visitor;
import dev.sluice.graph.Walker;
import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.RunSummary;
import dev.sluice.plan.Memory;
import dev.sluice.runbook.Phase;
import dev.sluice.spi.connection.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run: a check, or a check followed by an apply. Both are the same walk over the same phases; what the check read is
 * not read again by the apply as long as it is fresh.
 */
public final class Run implements AutoCloseable {
    private final Setup setup;
    private final Cancellation cancellation;
    private final Targets targets;
    private final HostPool pool;
    private final Predictions predictions = new Predictions();

    public Run(Setup setup, Cancellation cancellation) {
        this.setup = setup;
        this.cancellation = cancellation;
        this.targets = new Targets(setup.clock(), setup.options().memory());
        this.pool = new HostPool(Math.max(1, setup.options().forks()));
        cancellation.onInterrupt(targets::interrupt);
    }

    /** The phases as a graph: each waits for the one before it, or for those that it needs. */
    public static Graph<Phase> graph(List<Phase> phases) {
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

    /** Every phase of every runbook. */
    public List<Phase> phases() {
        return setup.runbooks().stream()
                .flatMap(runbook -> runbook.phases().stream())
                .toList();
    }

    /**
     * Walks all phases.
     *
     * @param mode whether changes are predicted or carried out
     * @param events where everything is told, except the start and the end of the run
     * @return how it ended
     */
    public RunSummary.Outcome pass(Mode mode, Events events) {
        targets.forgetPredictions();
        Pass pass = new Pass(setup, mode, events, cancellation, targets, pool, predictions);
        Set<String> troubled = new HashSet<>();
        Map<Phase, Ending<Phase>> endings = new Walker<>(
                        graph(phases()),
                        new Visitor<Phase>() {
                            @Override
                            public Outcome<Phase> visit(Phase phase) {
                                return visitPhase(phase, pass, troubled, events);
                            }

                            @Override
                            public void skipped(Phase phase, Phase because) {
                                events.emit(new Event.Warning(
                                        "phase '" + phase.name() + "' was not begun, because '" + because.name()
                                                + "' failed",
                                        phase.span().toString()));
                            }
                        },
                        Runnable::run,
                        1)
                .walk();
        if (cancellation.isRequested()) {
            return RunSummary.Outcome.CANCELLED;
        }
        boolean failed =
                !troubled.isEmpty() || endings.values().stream().anyMatch(ending -> !(ending instanceof Ending.Done));
        return failed ? RunSummary.Outcome.FAILED : RunSummary.Outcome.SUCCEEDED;
    }

    /** A phase that says what it needs is not begun when one of them lost a host; any other goes on with the rest. */
    private Visitor.Outcome<Phase> visitPhase(Phase phase, Pass pass, Set<String> troubled, Events events) {
        boolean explicit = phase.keywords().has(dev.sluice.runbook.Keyword.NEEDS);
        List<String> lacking =
                explicit ? phase.needs().stream().filter(troubled::contains).toList() : List.of();
        if (!lacking.isEmpty()) {
            troubled.add(phase.id());
            events.emit(new Event.Warning(
                    "phase '" + phase.name() + "' was not begun, because a host failed in '"
                            + String.join("', '", lacking) + "', which it needs",
                    phase.span().toString()));
            return Visitor.Outcome.failed();
        }
        Pass.PhaseEnding ending = pass.phase(phase);
        if (ending != Pass.PhaseEnding.WELL) {
            troubled.add(phase.id());
        }
        return ending == Pass.PhaseEnding.BROKEN_OFF ? Visitor.Outcome.failed() : Visitor.Outcome.done();
    }

    /** What was predicted beside what came, by target as the inventory has them, then by task; empty before an apply. */
    public List<Prediction> predictions() {
        List<String> order = setup.hosts().all();
        Map<String, Integer> places = new HashMap<>();
        order.forEach(host -> places.put(host, places.size()));
        List<Prediction> rows = new ArrayList<>(predictions.rows());
        rows.sort(Comparator.comparingInt(row -> places.getOrDefault(row.target(), places.size())));
        return rows;
    }

    /** Forgets what was read, so that changes are decided on what is true now. */
    public void forgetObservations() {
        targets.all().forEach(target -> target.memory().forgetAll());
    }

    /** The targets and what was read from them. */
    public List<Observed> observed() {
        return targets.all().stream().map(Run::observed).toList();
    }

    private static Observed observed(TargetState target) {
        return new Observed(
                target.name(),
                target.sessions().stream().findFirst().map(Session::user),
                target.memory().answers());
    }

    /**
     * What was read from a target.
     *
     * @param login who connected; empty if nobody did
     */
    public record Observed(String target, Optional<String> login, List<Memory.Answered> answers) {}

    public long roundTrips() {
        return targets.roundTrips();
    }

    @Override
    public void close() {
        pool.close();
        targets.disconnect();
    }
}
