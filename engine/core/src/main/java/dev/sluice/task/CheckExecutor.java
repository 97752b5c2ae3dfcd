package dev.sluice.task;

import dev.sluice.journal.Explanation;
import dev.sluice.journal.Redactor;
import dev.sluice.journal.Status;
import dev.sluice.overlay.MissingAnswerException;
import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.PlanningFacts;
import dev.sluice.overlay.PossibleEffect;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Plan;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.state.Connections;
import dev.sluice.state.Consent;
import dev.sluice.state.HostState;
import dev.sluice.state.NotConnected;
import dev.sluice.state.Predictions;
import dev.sluice.state.Refusals;
import dev.sluice.state.RunContext;
import dev.sluice.state.TargetState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plans a call in the predicted world and lays its effects over that world. Nothing is carried out. */
public final class CheckExecutor implements CallExecutor {
    private static final String NEVER = "only predicted, because it says check_mode: true";

    private final Connections connections;
    private final Function<HostState, Runnable> lookAhead;
    private final Predictions predictions;
    private final Redactor redactor;
    private final Consent consent;
    private final Refusals refusals;
    private final Instant now;

    /** @param lookAhead what to do for a host before something is fetched */
    public CheckExecutor(RunContext run, Function<HostState, Runnable> lookAhead) {
        this.connections = run.setup().connections();
        this.lookAhead = lookAhead;
        this.predictions = run.predictions();
        this.redactor = run.events().redactor();
        this.consent = run.setup().consent();
        this.refusals = run.refusals();
        this.now = run.now();
    }

    @Override
    public boolean predicts() {
        return true;
    }

    @Override
    public CallOutcome execute(Call call) throws UnreachableException {
        CallOutcome outcome = predicted(call);
        if (outcome.status() == Status.CHANGED && !call.predictOnly()) {
            refusals.keep(
                    call.task(),
                    call.host().name(),
                    consent.missing(outcome.changes(), call.settings().risk()),
                    call.noLog());
        }
        if (call.noLog()) {
            conceal(outcome);
        }
        return outcome;
    }

    /** What later tasks say that they depend on may have the arguments of this one in it. */
    private void conceal(CallOutcome outcome) {
        Unknowns.of(outcome.values()).forEach(unknown -> redactor.add(unknown.reason()));
        for (Change change : outcome.changes()) {
            for (Effect effect : change.effects()) {
                if (effect instanceof SuspectedEffect suspected) {
                    redactor.add(suspected.reason());
                }
            }
        }
    }

    private CallOutcome predicted(Call call) throws UnreachableException {
        call.requireFit(connections);
        SeenTargets targets = new SeenTargets(call, connections, TargetState::world);
        try {
            return predict(targets, call::user);
        } catch (NotConnected | MissingAnswerException needed) {
            return connected(call, targets);
        }
    }

    private CallOutcome predict(SeenTargets targets, Supplier<String> user) {
        Overlay world = targets.call().target().world();
        PlanningFacts facts = targets.facts(world, user, now);
        return predict(targets.call(), facts, name -> targets.state(name).world(), predictions);
    }

    private CallOutcome connected(Call call, SeenTargets targets) throws UnreachableException {
        try {
            Session session = call.session(connections);
            return Fetcher.settle(
                    targets, session, lookAhead.apply(call.host()), () -> predict(targets, session::user));
        } catch (UnreachableException refused) {
            if (!refused.isUserMissing() || call.target().world().size() == 0) {
                throw refused;
            }
            return unmade(call, String.valueOf(refused.getMessage()));
        }
    }

    /** What a user may do who is not there yet cannot be seen, but an earlier task may be about to make the user. */
    private static CallOutcome unmade(Call call, String refusal) {
        String reason = refusal + " before this run";
        call.target().world().addAll(call.bound().undecided(reason));
        return CallOutcome.undecided(reason);
    }

    /**
     * Predicts a call, and lays its effects over the worlds of its targets once nothing is missing any more.
     *
     * @param worlds the world of a target by its name; of the one on which the call acts by the empty name
     * @param predictions where the prediction is kept; null for nowhere
     */
    static CallOutcome predict(
            Call call, PlanningFacts facts, Function<String, Overlay> worlds, @Nullable Predictions predictions) {
        try {
            Plan plan = call.bound().plan(facts);
            if (!call.predictOnly()) {
                lay(plan.changes(), worlds, call.doubt());
            }
            if (predictions != null) {
                predictions.keep(call.subject(), facts);
            }
            return outcome(plan, call);
        } catch (UnknownAnswerException unknown) {
            if (!call.predictOnly()) {
                worlds.apply("").addAll(call.bound().undecided(unknown.reason()));
            }
            return CallOutcome.undecided(unknown.reason());
        } catch (Failure failure) {
            return failed(failure, call.doubt());
        }
    }

    /** Lays the effects of changes over the worlds of their targets; of none before all worlds are at hand. */
    private static void lay(List<Change> changes, Function<String, Overlay> worlds, @Nullable String doubt) {
        List<Overlay> reached =
                changes.stream().map(change -> worlds.apply(change.target())).toList();
        for (int index = 0; index < changes.size(); index++) {
            reached.get(index).addAll(effects(changes.get(index), doubt));
        }
    }

    /** What would fail if it happened, but may not happen, is undecided. */
    private static CallOutcome failed(Failure failure, @Nullable String doubt) {
        CallOutcome outcome = CallOutcome.failed(failure);
        return doubt == null
                ? outcome
                : outcome.withStatus(Status.UNDECIDED, "would fail: " + outcome.message(), doubt);
    }

    private static List<Effect> effects(Change change, @Nullable String doubt) {
        return change.effects().stream()
                .map(effect -> doubt == null ? effect : new PossibleEffect(effect, doubt))
                .toList();
    }

    /** What a plan comes to that is not carried out. */
    public static CallOutcome outcome(Plan plan, Call call) {
        boolean changes = plan.changes().stream().anyMatch(change -> change.kind() != Change.Kind.WAIT);
        Status status = plan.skipped() != null ? Status.SKIPPED : changes ? Status.CHANGED : Status.OK;
        String message = plan.skipped() != null ? plan.skipped() : call.predictOnly() && changes ? NEVER : "";
        CallOutcome outcome =
                new CallOutcome(status, plan, List.of(), new LinkedHashMap<>(plan.values()), Explanation.of(message));
        return call.doubt() == null ? outcome : outcome.withStatus(Status.UNDECIDED, "", call.doubt());
    }
}
