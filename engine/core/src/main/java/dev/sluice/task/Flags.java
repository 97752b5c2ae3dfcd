package dev.sluice.task;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.spi.value.Interruption;
import dev.sluice.state.HostState;
import dev.sluice.variables.SettingsResolver;
import java.util.Map;

/** The keywords of a task that the engine heeds around it: most are true or false on a host. */
public final class Flags {
    private final CallFactory calls;
    private final SettingsResolver settings;

    public Flags(CallFactory calls, SettingsResolver settings) {
        this.calls = calls;
        this.settings = settings;
    }

    /** Whether a keyword is set; what cannot be decided is not, except {@code no_log}, which rather hides too much. */
    public boolean isSet(Task task, Keyword keyword, HostState host) {
        try {
            return settings.flag(task, keyword, calls.scope(task, host, Map.of()))
                    .orElse(false);
        } catch (Interruption undecidable) {
            return keyword == Keyword.NO_LOG;
        }
    }

    /** On how many hosts a task is run at a time; on one if that cannot be decided, which each host then reports. */
    public int throttle(Task task, HostState host) {
        try {
            return settings.number(task, Keyword.THROTTLE, calls.scope(task, host, Map.of()))
                    .map(number -> number < 1 ? Integer.MAX_VALUE : number.intValue())
                    .orElse(Integer.MAX_VALUE);
        } catch (Interruption undecidable) {
            return 1;
        }
    }

    /** Whether the texts that a task changes are shown; rather not if that cannot be decided. */
    public boolean showsDifferences(Task task, HostState host) {
        try {
            return settings.difference(task, calls.scope(task, host, Map.of()));
        } catch (Interruption undecidable) {
            return false;
        }
    }
}
