package dev.sluice.run;

import dev.sluice.journal.Events;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.RunSummary;
import dev.sluice.order.PhaseOrder;
import dev.sluice.overlay.Memory;
import dev.sluice.runbook.Phase;
import dev.sluice.spi.connection.Session;
import dev.sluice.state.Cancellation;
import dev.sluice.state.HostPool;
import dev.sluice.state.Predictions;
import dev.sluice.state.Refusals;
import dev.sluice.state.RunContext;
import dev.sluice.state.Setup;
import dev.sluice.state.TargetState;
import dev.sluice.state.Targets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run: a check, or a check followed by an apply. Both are the same walk over the same phases; what the check read is
 * not read again by the apply as long as it is fresh.
 */
public final class Run implements AutoCloseable {
    private final Setup setup;
    private final Cancellation cancellation;
    private final Targets targets;
    private final HostPool pool;
    private final Predictions predictions;
    private final Refusals refusals = new Refusals();

    /** A check and an apply. */
    public Run(Setup setup, Cancellation cancellation) {
        this(setup, cancellation, new Predictions());
    }

    /** A run that is nothing but a check, so that it need not remember what it predicted. */
    public static Run ofCheck(Setup setup, Cancellation cancellation) {
        return new Run(setup, cancellation, Predictions.unused());
    }

    private Run(Setup setup, Cancellation cancellation, Predictions predictions) {
        this.predictions = predictions;
        this.setup = setup;
        this.cancellation = cancellation;
        this.targets = new Targets(setup.clock(), setup.options().pace().memory());
        this.pool = new HostPool(Math.max(1, setup.options().pace().forks()));
        cancellation.onInterrupt(targets::interrupt);
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
        targets.beginPass();
        RunContext context = new RunContext(
                setup,
                mode,
                events,
                cancellation,
                targets,
                pool,
                predictions,
                refusals,
                setup.clock().instant());
        boolean succeeded = new PhaseWalk(context, PhaseOrder.of(phases(), setup)).walk();
        if (cancellation.isRequested()) {
            return RunSummary.Outcome.CANCELLED;
        }
        return succeeded ? RunSummary.Outcome.SUCCEEDED : RunSummary.Outcome.FAILED;
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

    /** What the check found that nobody agreed to: if there is anything, an apply would end in the middle. */
    public List<Refusals.Refused> refused() {
        return refusals.all(setup.hosts().all());
    }

    /** Forgets what was read, so that changes are decided on what is true now. */
    public void forgetObservations() {
        targets.all().forEach(TargetState::forgetObservations);
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
