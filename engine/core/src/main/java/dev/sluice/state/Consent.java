package dev.sluice.state;

import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import dev.sluice.spi.TaskFailure;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person agreed to.
 *
 * @param allowed the greatest risk that any change may carry without the task's own {@code confirm}
 */
public record Consent(Risk allowed) {
    /** Everything but what may destroy data. */
    public static final Consent USUAL = new Consent(Risk.DISRUPTIVE);

    /**
     * Refuses changes for which there is no consent, before their first step.
     *
     * @param least the least risk that the runbook gives them; null for the module's own
     * @param confirmed the task's own consent
     */
    public void require(List<Change> changes, @Nullable Risk least, boolean confirmed) {
        for (Change change : changes) {
            Risk risk = risk(change, least);
            if (risk.compareTo(allowed) > 0 && !confirmed) {
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
    public static Risk risk(Change change, @Nullable Risk least) {
        return least != null && least.compareTo(change.risk()) > 0 ? least : change.risk();
    }
}
