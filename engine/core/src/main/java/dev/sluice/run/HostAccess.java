package dev.sluice.run;

import dev.sluice.order.OtherPhases;
import dev.sluice.state.HostState;
import java.util.function.Function;

/**
 * The hosts that a phase may use: all but those on which others act that may run at the same time.
 *
 * @param all what is known of a host, by name
 * @param others the phases that may run at the same time
 */
record HostAccess(Function<String, HostState> all, OtherPhases others) {
    /** @throws dev.sluice.variables.EvaluationFailure if another phase acts on the host */
    HostState host(String name) {
        others.requireFree(name);
        return all.apply(name);
    }
}
