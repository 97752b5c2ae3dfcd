package dev.sluice.modules.system.services;

import dev.sluice.modules.system.command.Words;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Manages services with whatever init system the host has, as Ansible's {@code service}. */
public final class ServiceModule implements Module<ServiceModule.Parameters> {
    @Description(
            value =
                    "Starts, stops and enables services with systemd, OpenRC or System V init scripts, whichever the host"
                            + " runs.",
            example = "- service: name=cron state=started enabled=true",
            returns = {"name: the service", "state: what was asked for", "enabled: what was asked for"},
            refuses = {
                "pattern: a process that looks alike says nothing of a service",
                "sleep: a restart is the service manager's own"
            })
    record Parameters(
            @Parameter(value = "The service.", required = true)
            String name,

            @Parameter("What it should be doing. `restarted` and `reloaded` happen each time.") @Nullable
            ServiceState state,

            @Parameter("Whether it is started at boot.") @Nullable
            Boolean enabled,

            @Parameter(value = "Arguments for an init script.", aliases = "args") @Nullable
            String arguments,

            @Parameter(value = "The OpenRC runlevel.", defaultValue = "default")
            String runlevel,

            @Parameter(value = "Accepted for compatibility with Ansible: the host decides.", defaultValue = "auto")
            String use) {}

    @Override
    public String name() {
        return "service";
    }

    @Override
    public List<String> aliases() {
        return List.of("sysvinit");
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        InitScript question = new InitScript(wanted.name());
        UnitState unit = UnitState.of(wanted.name());
        InitScript.Found found = facts.get(question);
        List<Change> changes = found.manager().equals("systemd")
                ? new UnitPlan(unit, new UnitPlan.Wish(wanted.state(), wanted.enabled(), null, false, false), facts)
                        .changes()
                : initScript(wanted, found);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", wanted.name());
        if (wanted.state() != null) {
            values.put("state", wanted.state().running() ? "started" : "stopped");
        }
        if (wanted.enabled() != null) {
            values.put("enabled", wanted.enabled());
        }
        return Plan.changes(changes, values);
    }

    private static List<Change> initScript(Parameters wanted, InitScript.Found found) {
        if (!found.exists()) {
            throw new TaskFailure(
                    "no such service: " + wanted.name() + " on this host",
                    "check its name, or install" + " what brings it first");
        }
        List<Change> changes = new ArrayList<>();
        Boolean enabled = wanted.enabled();
        if (enabled != null && enabled != found.enabled()) {
            changes.add(Change.of(
                    wanted.name(),
                    "enabled",
                    String.valueOf(found.enabled()),
                    String.valueOf(enabled),
                    List.of(Steps.Run.of(enabling(wanted, found, enabled))),
                    List.of(new InitScriptChanged(wanted.name(), Optional.empty(), Optional.of(enabled)))));
        }
        ServiceState state = wanted.state();
        if (state != null && (state.isEvent() || state.running() != found.running())) {
            changes.add(activity(wanted, found, state));
        }
        return changes;
    }

    private static Change activity(Parameters wanted, InitScript.Found found, ServiceState state) {
        String verb = switch (state) {
            case STARTED -> "start";
            case STOPPED -> "stop";
            case RESTARTED -> "restart";
            case RELOADED -> found.running() ? "reload" : "start";
        };
        List<Script> arguments = wanted.arguments() == null
                ? List.of()
                : Words.of(wanted.arguments()).stream().map(Script::argument).toList();
        Script command = found.manager().equals("openrc")
                ? Script.of("rc-service {} {}", wanted.name(), verb)
                : Script.of("/etc/init.d/{} {} {}", wanted.name(), verb, arguments);
        return Change.of(
                        wanted.name(),
                        "active",
                        found.running() ? "running" : "stopped",
                        verb,
                        List.of(Steps.Run.of(command)),
                        List.of(new InitScriptChanged(wanted.name(), Optional.of(state.running()), Optional.empty())))
                .withKind(state.isEvent() ? Change.Kind.EVENT : Change.Kind.STATE)
                .withRisk(verb.equals("stop") || verb.equals("restart") ? Risk.DISRUPTIVE : Risk.SAFE);
    }

    private static Script enabling(Parameters wanted, InitScript.Found found, boolean enabled) {
        String name = wanted.name();
        if (found.manager().equals("openrc")) {
            return Script.of("rc-update {} {} {}", enabled ? "add" : "del", name, wanted.runlevel());
        }
        String verb = enabled ? "enable" : "disable";
        return Script.of("""
                PATH=$PATH:/usr/sbin:/sbin
                if command -v update-rc.d >/dev/null; then
                  update-rc.d {} defaults && update-rc.d {} {}
                else chkconfig {} {}; fi
                """, name, name, verb, name, enabled ? "on" : "off");
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        List<Effect> effects =
                new ArrayList<>(UnitPlan.ensured(UnitState.of(wanted.name()), wanted.state(), wanted.enabled()));
        effects.add(new InitScriptChanged(
                wanted.name(),
                Optional.ofNullable(wanted.state()).map(ServiceState::running),
                Optional.ofNullable(wanted.enabled())));
        return effects;
    }
}
