package dev.sluice.state;

import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import dev.sluice.spi.TaskFailure;
import dev.sluice.variables.Settings;
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
     * @param rules what the runbook says about the risk of their task
     */
    public void require(List<Change> changes, Settings.RiskRules rules) {
        for (Change change : changes) {
            Risk risk = risk(change, rules.least());
            if (risk.compareTo(allowed) > 0 && !rules.confirmed().contains(change.resource())) {
                String word = risk.name().toLowerCase(Locale.ROOT);
                throw new TaskFailure(
                        "refused: " + action(change) + " is " + word + ". Nothing was changed",
                        "allow it with --allow " + word + ", or with 'confirm: " + change.resource() + "' in the task");
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
