package dev.sluice.run;

import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import dev.sluice.spi.TaskFailure;
import java.util.List;

/**
 * What a person agreed to.
 *
 * @param allowed the greatest risk that any change may carry without the task's own {@code confirm}
 */
public record Consent(Risk allowed) {
    /** Everything but what may destroy data. */
    public static final Consent USUAL = new Consent(Risk.DISRUPTIVE);

    /** Refuses changes for which there is no consent, before their first step. */
    void require(Call call, List<Change> changes) {
        for (Change change : changes) {
            Risk risk = risk(change, call.risk());
            if (risk.compareTo(allowed) > 0 && !call.confirmed()) {
                throw new TaskFailure("refused: " + change.what() + " of " + change.resource()
                        + " is destructive and was not agreed to. Nothing was done. Run again with --allow destructive,"
                        + " or give the task 'confirm: " + change.resource() + "'");
            }
        }
    }

    /** The risk of a change: the module's, or the runbook's if that is higher. */
    static Risk risk(Change change, @org.jspecify.annotations.Nullable Risk least) {
        return least != null && least.compareTo(change.risk()) > 0 ? least : change.risk();
    }
}
