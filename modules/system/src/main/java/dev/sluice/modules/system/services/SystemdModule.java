package dev.sluice.modules.system.services;

import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Manages units of systemd, as Ansible's {@code systemd}. */
public final class SystemdModule implements Module<SystemdModule.Parameters> {
    @Description(
            value =
                    "Starts, stops, enables and masks units of systemd. A unit whose file an earlier task writes is known"
                            + " in a check; one that comes with a package of an earlier task is undecided, because the package may"
                            + " enable and start it itself.",
            example = """
                    - systemd:
                        name: nfs-server
                        enabled: true
                        state: started
                    """,
            returns = {
                "name: the unit",
                "state: what was asked for",
                "enabled: what was asked for",
                "status: LoadState, ActiveState and UnitFileState of the unit before the change"
            })
    record Parameters(
            @Parameter(
                    value = "The unit; `.service` may be left out.",
                    aliases = {"service", "unit"})
            @Nullable
            String name,

            @Parameter("What it should be doing. `restarted` and `reloaded` happen each time.") @Nullable
            ServiceState state,

            @Parameter("Whether it is started at boot.") @Nullable
            Boolean enabled,

            @Parameter("Whether it is kept from being started at all.") @Nullable
            Boolean masked,

            @Parameter(value = "Whether systemd reads all unit files again first.", aliases = "daemon-reload")
            boolean daemon_reload,

            @Parameter(value = "Whether systemd itself is executed again first.", aliases = "daemon-reexec")
            boolean daemon_reexec,

            @Parameter(value = "Whose units.", defaultValue = "system")
            Scope scope,

            @Parameter("Whether links that are in the way of `enabled` are replaced.")
            boolean force,

            @Parameter("Whether the task goes on before the unit has started or stopped.")
            boolean no_block) {}

    @Override
    public String name() {
        return "systemd";
    }

    @Override
    public List<String> aliases() {
        return List.of("systemd_service");
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        List<Change> changes = new ArrayList<>();
        if (wanted.daemon_reexec()) {
            changes.add(manager(wanted, "daemon-reexec"));
        }
        if (wanted.daemon_reload()) {
            changes.add(manager(wanted, "daemon-reload"));
        }
        String name = wanted.name();
        if (name == null) {
            if (wanted.state() != null || wanted.enabled() != null || wanted.masked() != null) {
                throw new TaskFailure("state, enabled and masked need the name of a unit");
            }
            return Plan.changes(changes, Map.of());
        }
        UnitPlan plan = unitPlan(wanted, name, facts);
        changes.addAll(plan.changes());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        if (wanted.state() != null) {
            values.put("state", wanted.state().running() ? "started" : "stopped");
        }
        if (wanted.enabled() != null) {
            values.put("enabled", wanted.enabled());
        }
        Map<String, Object> before = plan.status();
        values.put("status", before);
        return Plan.changes(changes, values).withCompletion(outcomes -> Map.of("status", before));
    }

    private static UnitPlan unitPlan(Parameters wanted, String name, Facts facts) {
        return new UnitPlan(
                UnitState.of(name, wanted.scope()),
                new UnitPlan.Wish(wanted.state(), wanted.enabled(), wanted.masked(), wanted.force(), wanted.no_block()),
                facts);
    }

    /** Not counted as a change, as in Ansible: it makes systemd see what other tasks have changed. */
    private static Change manager(Parameters wanted, String verb) {
        return Change.of(
                        "systemd",
                        verb,
                        "",
                        "done",
                        List.of(Steps.Run.script("{} {}", wanted.scope().systemctl(), verb)),
                        List.of())
                .withKind(Change.Kind.WAIT);
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        String name = wanted.name();
        return name == null
                ? List.of()
                : UnitPlan.ensured(UnitState.of(name, wanted.scope()), wanted.state(), wanted.enabled());
    }
}
