package dev.sluice.state;

import dev.sluice.journal.Events;
import dev.sluice.journal.Mode;
import java.time.Instant;

/**
 * What everything shares that works on one check or one apply.
 *
 * @param setup what the run is made of
 * @param mode whether changes are predicted or carried out
 * @param events where everything is told
 * @param cancellation a person's wish to stop
 * @param targets the targets of the check and the apply
 * @param pool works on hosts
 * @param predictions what the check predicted
 * @param refusals what the check predicted and nobody agreed to
 * @param now the moment that the check or apply began
 */
// More than five: it is made once for each run and handed on whole; whoever needs a part asks for it by its name.
public record RunContext(
        Setup setup,
        Mode mode,
        Events events,
        Cancellation cancellation,
        Targets targets,
        HostPool pool,
        Predictions predictions,
        Refusals refusals,
        Instant now) {
    public boolean predicts() {
        return mode == Mode.CHECK;
    }
}
