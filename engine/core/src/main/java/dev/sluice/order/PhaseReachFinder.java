package dev.sluice.order;

import dev.sluice.overlay.Memory;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Role;
import dev.sluice.runbook.Task;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.FileNames;
import dev.sluice.source.Node;
import dev.sluice.spi.Target;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.PhaseHosts;
import dev.sluice.state.ScopeFactory;
import dev.sluice.state.Setup;
import dev.sluice.state.TargetState;
import dev.sluice.template.Templates;
import dev.sluice.validate.TaskTree;
import dev.sluice.variables.SettingsResolver;
import dev.sluice.variables.TaskScope;
import dev.sluice.variables.VariableLayers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what a phase acts on and reads before anything is run. */
final class PhaseReachFinder {
    private final Setup setup;
    private final SettingsResolver settings;
    private final Map<String, HostState> states = new LinkedHashMap<>();

    PhaseReachFinder(Setup setup) {
        this.setup = setup;
        this.settings = new SettingsResolver(setup.options(), setup.renderer());
    }

    PhaseReach of(Phase phase) {
        List<String> own = new PhaseHosts(setup).of(phase);
        TaskTree tree = TaskTree.of(phase, setup.workingDirectory(), new Diagnostics());
        Found found = new Found(phase, own);
        tree.tasks().forEach(found::task);
        if (tree.isOpen()) {
            found.unclear = "what is included is only known when it is run";
            found.mentions.text("hostvars");
        }
        found.variables();
        found.hosts();
        return found.reach();
    }

    /** What was found of one phase up to now. */
    private final class Found {
        private final Phase phase;
        private final List<String> own;
        private final Set<String> hosts;
        private final Map<String, String> addresses = new LinkedHashMap<>();
        private final HostVariableMentions mentions = new HostVariableMentions();
        private boolean controller;
        private String unclear = "";

        Found(Phase phase, List<String> own) {
            this.phase = phase;
            this.own = own;
            this.hosts = new LinkedHashSet<>(own);
        }

        void task(Task task) {
            for (Keywords keywords : task.scope()) {
                keywords.get(Keyword.DELEGATE_TO).ifPresent(this::delegate);
                keywords.get(Keyword.CONNECTION).ifPresent(this::connection);
                keywords.entries().values().forEach(entry -> mentions.node(entry.value()));
            }
            if (task.role() != null) {
                role(task.role());
            }
            if (task.arguments() != null) {
                mentions.node(task.arguments());
                template(task, task.arguments());
            }
        }

        private void delegate(Node node) {
            String name = text(node);
            if (Templates.isTemplate(name)) {
                unclear = "the host that a task is delegated to is only known when it is run";
            } else {
                hosts.add(name);
            }
        }

        private void connection(Node node) {
            String name = text(node);
            controller |= name.equals("local");
            if (Templates.isTemplate(name)) {
                unclear = "the connection of a task is only known when it is run";
            }
        }

        private void role(Role role) {
            Stream.of(role.defaults(), role.vars(), role.parameters()).forEach(nodes -> nodes.forEach(mentions::node));
        }

        /** A template in a file reads what it mentions; its name is known by its end. */
        private void template(Task task, Node arguments) {
            if (arguments instanceof Node.Mapping mapping) {
                mapping.entries().forEach(entry -> template(task, entry.value()));
            } else if (text(arguments).endsWith(".j2")) {
                List<Path> directories = new ArrayList<>();
                Optional.ofNullable(task.role()).map(Role::directory).ifPresent(directories::add);
                directories.add(task.directory(setup.workingDirectory()));
                directories.add(phase.directory());
                mentions.file(directories.stream()
                        .flatMap(each -> Stream.of(
                                each.resolve("templates").resolve(text(arguments)), each.resolve(text(arguments))))
                        .toList());
            }
        }

        void variables() {
            phase.scope()
                    .forEach(keywords -> keywords.entries().values().forEach(entry -> mentions.node(entry.value())));
            phase.varsFiles().stream()
                    .flatMap(node -> node instanceof Node.Sequence several ? several.items().stream() : Stream.of(node))
                    .forEach(node -> mentions.file(List.of(FileNames.in(phase.directory(), text(node)))));
            mentions.value(setup.options().variables().extra());
            for (String host : own) {
                for (VariableLayers.Layer layer : setup.hosts().variables(host, phase.directory())) {
                    mentions.value(layer.values());
                }
            }
        }

        void hosts() {
            PhaseContext context = new PhaseContext(phase, own);
            ScopeFactory scopes = new ScopeFactory(setup, context, PhaseReachFinder.this::state, host -> Map.of());
            for (String host : hosts) {
                try {
                    address(host, scopes.scope(state(host)));
                } catch (RuntimeException undecidable) {
                    unclear = "how host " + host + " is reached is only known when it is run";
                }
            }
        }

        private void address(String host, TaskScope scope) {
            if (settings.connection(null, scope).equals("local")) {
                controller = true;
                return;
            }
            String address = settings.variable(scope, "ansible_host")
                    .map(value -> String.valueOf(value).toLowerCase(Locale.ROOT))
                    .orElse(host);
            String port = settings.variable(scope, "ansible_port")
                    .map(String::valueOf)
                    .orElse("");
            addresses.putIfAbsent(address + " " + port, host);
        }

        PhaseReach reach() {
            Set<String> reads = new LinkedHashSet<>(mentions.hosts());
            own.forEach(reads::remove);
            return new PhaseReach(hosts, addresses, reads, mentions.any(), controller, unclear);
        }
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    /** A host of which only the inventory is known. */
    private HostState state(String name) {
        return states.computeIfAbsent(
                name,
                key -> new HostState(
                        key,
                        new TargetState(
                                key,
                                new Memory(setup.clock(), setup.options().pace().memory()),
                                () -> new Target(key, Map.of()))));
    }
}
