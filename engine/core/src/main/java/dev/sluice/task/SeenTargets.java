package dev.sluice.task;

import dev.sluice.overlay.Overlay;
import dev.sluice.overlay.PlanningFacts;
import dev.sluice.overlay.SeenTarget;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.state.Connections;
import dev.sluice.state.NotConnected;
import dev.sluice.state.TargetNeeded;
import dev.sluice.state.TargetState;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The targets of a call as its plan sees them: the one on which it acts, and those that the plan reaches by their names.
 *
 * @param call the call
 * @param connections open sessions
 * @param worlds what is true of a target, or will be
 */
record SeenTargets(Call call, Connections connections, Function<TargetState, Overlay> worlds) {
    /**
     * The facts for one plan.
     *
     * @param world of the target on which the call acts
     * @param user tells through whose eyes that target is seen, when that is first needed
     */
    PlanningFacts facts(Overlay world, Supplier<String> user, Instant now) {
        SeenTarget own = own(world, user);
        return new PlanningFacts(own, call.environment(), call.controller(), now, name -> other(name, own));
    }

    /** The facts for a plan that stays with the target on which the call acts; with others, it has to wait for its turn. */
    static PlanningFacts ownFacts(Call call, Overlay world, Supplier<String> user, Instant now) {
        TargetState state = call.target();
        SeenTarget seen = new SeenTarget(world, state.memory(), state.target(), user);
        return new PlanningFacts(seen, call.environment(), call.controller(), now, name -> {
            throw new NotConnected();
        });
    }

    private SeenTarget own(Overlay world, Supplier<String> user) {
        TargetState state = call.target();
        return new SeenTarget(world, state.memory(), state.target(), user);
    }

    private SeenTarget other(String name, SeenTarget own) {
        TargetState state = call.other(name).state();
        if (state == call.target()) {
            return own;
        }
        requireLock(state);
        return new SeenTarget(
                worlds.apply(state),
                state.memory(),
                state.target(),
                () -> session(name).user());
    }

    private static void requireLock(TargetState state) {
        if (!state.lock().isHeldByCurrentThread()) {
            throw new TargetNeeded(state);
        }
    }

    /**
     * What the run holds of a target.
     *
     * @param name in the inventory; empty for the one on which the call acts
     */
    TargetState state(String name) {
        if (name.isEmpty()) {
            return call.target();
        }
        TargetState state = call.other(name).state();
        requireLock(state);
        return state;
    }

    /**
     * The session with another target.
     *
     * @throws TaskFailure if it cannot be reached
     */
    Session session(String name) {
        try {
            OtherTarget other = call.other(name);
            return other.state().session(connections.connector(other.connection()), call.become());
        } catch (UnreachableException lost) {
            throw new TaskFailure(
                    "cannot reach '" + name + "', which this task concerns as well: " + lost.getMessage());
        }
    }
}
