package dev.sluice.run;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.spi.Target;
import dev.sluice.spi.value.Interruption;
import dev.sluice.state.HostState;
import dev.sluice.state.MagicVariables;
import dev.sluice.state.RunContext;
import dev.sluice.state.ScopeFactory;
import dev.sluice.state.TargetState;
import dev.sluice.task.CallFactory;
import dev.sluice.variables.SettingsResolver;
import dev.sluice.variables.TaskScope;
import java.util.LinkedHashMap;
import java.util.Map;

/** The targets that the hosts of a phase stand for, with all that says how they are reached. */
final class PhaseTargets implements CallFactory.Places {
    private final RunContext run;
    private final Phase phase;
    private final ScopeFactory scopes;
    private final SettingsResolver settings;
    private final HostAccess access;

    PhaseTargets(RunContext run, Phase phase, ScopeFactory scopes, SettingsResolver settings, HostAccess access) {
        this.run = run;
        this.phase = phase;
        this.scopes = scopes;
        this.settings = settings;
        this.access = access;
    }

    /** Lets a host's tasks act through the connection that the phase gives it. */
    void assign(HostState host) {
        host.target(target(settings.connection(null, scopes.scope(host)), host));
    }

    @Override
    public HostState host(String name) {
        return access.host(name);
    }

    @Override
    public boolean isKnown(String name) {
        return run.setup().hosts().all().contains(name);
    }

    @Override
    public TargetState target(String connection, HostState host) {
        if (connection.equals("local")) {
            access.others().requireAlone();
        }
        return run.targets()
                .of(connection, host.name(), () -> described(connection, host), () -> machine(connection, host));
    }

    /** Which machine the host is, as far as its variables tell by now. */
    private String machine(String connection, HostState host) {
        try {
            return run.setup().connections().machine(connection, described(connection, host));
        } catch (Interruption undecidable) {
            return host.name();
        }
    }

    private Target described(String connection, HostState host) {
        TaskScope scope = scopes.scope(host);
        Map<String, Object> variables = new LinkedHashMap<>();
        for (String name : scope.names()) {
            boolean connects = name.startsWith("ansible_") || name.startsWith("sandbox_");
            if (connects && !MagicVariables.names().contains(name)) {
                settings.variable(scope, name).ifPresent(value -> variables.put(name, value));
            }
        }
        variables.put("ansible_connection", connection);
        variables.put("inventory_dir", run.setup().hosts().directory());
        variables.put(
                "ansible_verbosity", (long) run.setup().options().display().verbosity());
        phase.keywords().text(Keyword.REMOTE_USER).ifPresent(user -> variables.putIfAbsent("ansible_user", user));
        phase.keywords().text(Keyword.PORT).ifPresent(port -> variables.putIfAbsent("ansible_port", port));
        if (!run.setup().options().login().user().isEmpty()) {
            variables.putIfAbsent("ansible_user", run.setup().options().login().user());
        }
        return new Target(host.name(), variables);
    }
}
