package dev.sluice.run;

import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import dev.sluice.spi.TaskFailure;
import java.util.List;
import java.util.Locale;

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
                throw new TaskFailure("refused: " + action(change) + " is "
                        + risk.name().toLowerCase(Locale.ROOT) + ". Nothing was changed. Allow it with --allow "
                        + risk.name().toLowerCase(Locale.ROOT) + ", or with 'confirm: " + change.resource()
                        + "' in the task");
            }
        }
    }

    private static String action(Change change) {
        if (change.after().isEmpty()) {
            return "removing " + change.resource();
        }
        return (change.before().isEmpty() ? "setting " : "changing ") + change.what() + " of " + change.resource();
    }

    /** The risk of a change: the module's, or the runbook's if that is higher. */
    static Risk risk(Change change, @org.jspecify.annotations.Nullable Risk least) {
        return least != null && least.compareTo(change.risk()) > 0 ? least : change.risk();
    }
}
