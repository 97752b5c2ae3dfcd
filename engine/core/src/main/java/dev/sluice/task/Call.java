package dev.sluice.task;

import dev.sluice.journal.TaskRef;
import dev.sluice.overlay.ModuleCode;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Outcomes;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Step;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Interruption;
import dev.sluice.state.Connections;
import dev.sluice.state.HostState;
import dev.sluice.state.NotConnected;
import dev.sluice.state.Predictions;
import dev.sluice.state.TargetState;
import dev.sluice.variables.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A module with bound parameters on its way to a target.
 *
 * @param origin what it is made for
 * @param place where it acts
 * @param settings what the runbook says about it; its connection is that of the task, not that of the place
 * @param bound the module with its parameters
 */
record Call(Origin origin, Place place, Settings settings, Bound<?> bound) {
    /**
     * What a call is made for.
     *
     * @param task the task it belongs to
     * @param host the host for which the task is run
     * @param item the 0-based item of a loop, or {@link dev.sluice.journal.Event#NO_ITEM}
     * @param doubt what it depends on whether this happens at all; null if it is certain
     */
    record Origin(
            TaskRef task,
            HostState host,
            int item,
            @Nullable String doubt) {}

    /**
     * Where a call acts.
     *
     * @param target the host itself, or where the task is delegated to
     * @param connection the name of the connection
     * @param others finds other targets by their names in the inventory
     * @param controller files on the controller as the task sees them
     */
    record Place(TargetState target, String connection, Function<String, OtherTarget> others, Controller controller) {}

    TaskRef task() {
        return origin.task();
    }

    HostState host() {
        return origin.host();
    }

    int item() {
        return origin.item();
    }

    @Nullable
    String doubt() {
        return origin.doubt();
    }

    TargetState target() {
        return place.target();
    }

    Controller controller() {
        return place.controller();
    }

    Become become() {
        return settings.access().become();
    }

    Map<String, String> environment() {
        return settings.access().environment();
    }

    boolean noLog() {
        return settings.noLog();
    }

    /** Whether it is never carried out ({@code check_mode: true}). */
    boolean predictOnly() {
        return settings.checkMode() == Settings.CheckMode.ALWAYS_PREDICTED;
    }

    /** What predictions of this call are about. */
    Predictions.Subject subject() {
        return new Predictions.Subject(task().id(), host().name(), item());
    }

    /**
     * The user of the session that it goes through, if that is open.
     *
     * @throws NotConnected if it is not
     */
    String user() {
        Session open = target().openSession(become());
        return open == null ? NotConnected.user() : open.user();
    }

    /** The session that it goes through, opened at its first use. */
    Session session(Connections connections) throws UnreachableException {
        return target().session(connections.connector(place.connection()), become());
    }

    /**
     * Requires that the connection offers what the module needs.
     *
     * @throws TaskFailure if it does not
     */
    void requireFit(Connections connections) {
        for (Protocol need : bound.needs()) {
            if (!connections.understands(place.connection(), need)) {
                String module = bound.module().name();
                throw new TaskFailure("'" + module + "' cannot act on '" + target().name() + "': "
                        + Connections.why(module, place.connection(), need));
            }
        }
    }

    /**
     * A target of the inventory beside the one on which the call acts.
     *
     * @throws TaskFailure if there is none of that name
     */
    OtherTarget other(String name) {
        return place.others().apply(name);
    }

    /**
     * A module with its parameters.
     *
     * @param secrets those among the parameters
     */
    record Bound<P extends Record>(Module<P> module, P parameters, TaskSecrets secrets) {
        /**
         * What the module plans. What the plan says of itself is asked for here, so that nothing later falls over it.
         *
         * @throws Interruption if it cannot be planned now
         */
        Plan plan(Facts facts) {
            Plan plan = guarded(() -> module.plan(parameters, facts));
            for (Change change : plan.changes()) {
                for (Step<?> step : change.steps()) {
                    guarded(step::describe);
                    guarded(step::limit);
                }
            }
            return secrets.mark(plan);
        }

        /**
         * What is registered once the steps of a plan are run.
         *
         * @throws dev.sluice.spi.value.Failure if the module does not understand what they printed, or has a defect
         */
        Map<String, Object> complete(Plan plan, Outcomes outcomes) {
            return secrets.mark(guarded(() -> plan.completion().values(outcomes)));
        }

        List<Effect> undecided(String reason) {
            return guarded(() -> module.undecided(parameters, reason));
        }

        Set<Protocol> needs() {
            return guarded(module::needs);
        }

        /** What code of the module returns; a defect of it is a failure of the task. */
        <T, E extends Exception> T guarded(ModuleCode.Code<T, E> code) throws E {
            return ModuleCode.run("module '" + module.name() + "'", code);
        }
    }
}
