package dev.sluice.validate;

import dev.sluice.overlay.Memory;
import dev.sluice.overlay.ModuleCode;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Task;
import dev.sluice.source.Diagnostic;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.spi.Module;
import dev.sluice.spi.Target;
import dev.sluice.spi.connection.Protocol;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.Interruption;
import dev.sluice.state.Connections;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.ScopeFactory;
import dev.sluice.state.Setup;
import dev.sluice.state.TargetState;
import dev.sluice.variables.SettingsResolver;
import dev.sluice.variables.TaskScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds tasks whose targets have a connection that does not offer what the module needs. What only a run can tell (a
 * {@code delegate_to} that is computed) is checked when the task is run.
 */
final class TargetFit {
    private final Setup setup;
    private final Diagnostics diagnostics;

    TargetFit(Setup setup, Diagnostics diagnostics) {
        this.setup = setup;
        this.diagnostics = diagnostics;
    }

    /**
     * Checks every task of a phase.
     *
     * @param hosts the hosts of the phase
     */
    void check(TaskTree tree, List<String> hosts) {
        Places places = new Places(tree.phase(), hosts);
        for (Task task : tree.tasks()) {
            for (Protocol need : needs(task)) {
                if (setup.connections().allUnderstand(need)) {
                    continue;
                }
                places.of(task).stream()
                        .filter(place -> !setup.connections().understands(place.connection(), need))
                        .findFirst()
                        .ifPresent(place -> report(task, place, need));
            }
        }
    }

    private Set<Protocol> needs(Task task) {
        Optional<Module<?>> module = setup.registry().find(task.module());
        try {
            return module.isEmpty() ? Set.of() : ModuleCode.run("module '" + task.module() + "'", module.get()::needs);
        } catch (Failure defect) {
            return Set.of(); // its tasks fail, and nothing else
        }
    }

    private void report(Task task, Place place, Protocol need) {
        diagnostics.add(new Diagnostic(
                Diagnostic.Severity.ERROR,
                task.moduleSpan(),
                "'" + task.module() + "' cannot act on '" + place.target() + "'",
                Connections.why(task.module(), place.connection(), need),
                "delegate the task to a host that has one with 'delegate_to', or remove '" + place.target()
                        + "' from 'hosts'"));
    }

    /** Where a task acts. */
    private record Place(String target, String connection) {}

    /** Where the tasks of a phase act, as far as that is known beforehand. */
    private final class Places {
        private final ScopeFactory scopes;
        private final SettingsResolver settings = new SettingsResolver(setup.options(), setup.renderer());
        private final List<String> hosts;
        private final Map<String, HostState> states = new HashMap<>();

        /** By all that decides on it: most tasks of a phase act where the others do. */
        private final Map<List<Node>, List<Place>> known = new HashMap<>();

        Places(Phase phase, List<String> hosts) {
            this.hosts = hosts;
            this.scopes = new ScopeFactory(setup, new PhaseContext(phase, hosts), this::state, host -> Map.of());
        }

        private HostState state(String host) {
            return states.computeIfAbsent(host, name -> {
                Memory nothing =
                        new Memory(setup.clock(), setup.options().pace().memory());
                return new HostState(name, new TargetState(name, nothing, () -> new Target(name, Map.of())));
            });
        }

        List<Place> of(Task task) {
            List<Node> deciding = new ArrayList<>();
            for (Keywords keywords : task.scope()) {
                keywords.get(Keyword.CONNECTION).ifPresent(deciding::add);
                keywords.get(Keyword.DELEGATE_TO).ifPresent(deciding::add);
                keywords.get(Keyword.VARS).ifPresent(deciding::add);
            }
            return known.computeIfAbsent(deciding, ignored -> places(task));
        }

        private List<Place> places(Task task) {
            List<Place> places = new ArrayList<>();
            for (String host : hosts) {
                place(task, state(host)).ifPresent(places::add);
            }
            return places.stream().distinct().toList();
        }

        private Optional<Place> place(Task task, HostState host) {
            try {
                TaskScope scope = scopes.scope(task, host, Map.of());
                Optional<String> delegate = settings.text(task, Keyword.DELEGATE_TO, scope);
                String connection = delegate.isPresent()
                        ? settings.connection(null, scopes.scope(state(delegate.get())))
                        : settings.connection(task, scope);
                return Optional.of(new Place(delegate.orElse(host.name()), connection));
            } catch (Interruption onlyKnownInTheRun) {
                return Optional.empty();
            }
        }
    }
}
