package dev.sluice.state;

import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import dev.sluice.spi.TaskFailure;
import dev.sluice.variables.Settings;
import java.util.ArrayList;
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
     * A change to which nobody agreed.
     *
     * @param risk what kind of consent it needs
     * @param action what it does, e.g. {@code removing sas/nfs-data}
     * @param resource what it is done to, and what a task's {@code confirm} has to name
     */
    public record Missing(Risk risk, String action, String resource) {
        /** How it can be agreed to. */
        public String remedy() {
            return remedy(": " + resource);
        }

        /** The same without the name of the resource. */
        String hiddenRemedy() {
            return remedy("");
        }

        private String remedy(String named) {
            return "allow it with --allow " + word() + ", or with 'confirm" + named + "' in the task";
        }

        /** The risk as people write it. */
        public String word() {
            return risk.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The changes for which there is no consent.
     *
     * @param rules what the runbook says about the risk of their task
     */
    public List<Missing> missing(List<Change> changes, Settings.RiskRules rules) {
        List<Missing> missing = new ArrayList<>();
        for (Change change : changes) {
            Risk risk = risk(change, rules.least());
            if (risk.compareTo(allowed) > 0 && !rules.confirmed().contains(change.resource())) {
                missing.add(new Missing(risk, action(change), change.resource()));
            }
        }
        return missing;
    }

    /**
     * Refuses changes for which there is no consent, before the first step of their task.
     *
     * @param rules what the runbook says about the risk of their task
     */
    public void require(List<Change> changes, Settings.RiskRules rules) {
        missing(changes, rules).stream().findFirst().ifPresent(missing -> {
            throw new TaskFailure(
                    "refused: " + missing.action() + " is " + missing.word()
                            + ", and nobody agreed to it. This task changed nothing",
                    missing.remedy());
        });
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
