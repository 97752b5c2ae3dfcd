package dev.sluice.order;

import dev.sluice.runbook.Phase;
import dev.sluice.variables.EvaluationFailure;
import java.util.List;
import java.util.Map;

/**
 * The phases that may be run at the same time as one phase. What that phase uses of their hosts would depend on how far
 * they are; where its text did not tell beforehand, it is refused, whether or not they are really under way.
 *
 * @param phases the phases
 * @param actors which of them acts on a host, by the host's name
 */
public record OtherPhases(List<Phase> phases, Map<String, Phase> actors) {
    /** @throws EvaluationFailure if another phase acts on the host */
    public void requireFree(String host) {
        Phase actor = actors.get(host);
        if (actor != null) {
            throw refused(
                    "host '" + host + "' is used here, and phase '" + actor.id()
                            + "', which may run at the same time, acts on it",
                    actor);
        }
    }

    /** @throws EvaluationFailure if there are others: all of them may read files of the machine that Sluice runs on */
    public void requireAlone() {
        if (!phases.isEmpty()) {
            throw refused(
                    "this acts on the machine that Sluice runs on, whose files phase '"
                            + phases.get(0).id() + "', which may run at the same time, may read",
                    phases.get(0));
        }
    }

    private static EvaluationFailure refused(String message, Phase other) {
        return new EvaluationFailure(
                message + ": what happens would depend on which is faster",
                "put the phases in order: give one of them 'needs', e.g. 'needs: [" + other.id() + "]'",
                null);
    }
}
