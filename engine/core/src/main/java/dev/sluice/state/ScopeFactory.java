package dev.sluice.state;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Role;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.spi.value.Undefined;
import dev.sluice.variables.EvaluationFailure;
import dev.sluice.variables.Hosts;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.RunOptions;
import dev.sluice.variables.TaskScope;
import dev.sluice.variables.VariableLayers;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the variables of a task on a host in their order of precedence ("Understanding variable precedence" in Ansible's
 * documentation), and adds the names that the language itself defines.
 */
public final class ScopeFactory {
    private static final int DEEPEST = 50;

    private final RunOptions options;
    private final Hosts hosts;
    private final Renderer renderer;
    private final PhaseContext phase;
    private final Function<String, HostState> states;
    private final Path workingDirectory;
    private final Function<HostState, Map<String, @Nullable Object>> gathering;
    /** How many variables that are being rendered on a thread were reached through {@code hostvars}, one from the other. */
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    private final Map<Node, Map<String, @Nullable Object>> mappings =
            Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * @param states the state of every host by name
     * @param gathering gathers facts of a host when they are first used
     */
    public ScopeFactory(
            Setup setup,
            PhaseContext phase,
            Function<String, HostState> states,
            Function<HostState, Map<String, @Nullable Object>> gathering) {
        this.options = setup.options();
        this.hosts = setup.hosts();
        this.renderer = setup.renderer();
        this.phase = phase;
        this.states = states;
        this.workingDirectory = setup.workingDirectory();
        this.gathering = gathering;
    }

    /** The variables of a task. */
    public TaskScope scope(Task task, HostState host, Map<String, @Nullable Object> loopVariables) {
        VariableLayers layers = new VariableLayers();
        addRoleDefaults(layers, task.role());
        addHost(layers, host);
        addPhase(layers, host);
        addRoleVariables(layers, task.role());
        List<Keywords> scope = task.scope();
        for (Keywords keywords : scope.subList(Math.min(phase.phase().scope().size(), scope.size()), scope.size())) {
            keywords.get(Keyword.VARS).ifPresent(node -> layers.templates(mapping(node)));
        }
        addComputed(layers, host, task.role());
        layers.verbatim(loopVariables);
        return scope(layers, new MagicVariables.Use(this, host, task.role()), directories(task));
    }

    /** The variables of a host in this phase, outside any task: for {@code hostvars} and connections. */
    public TaskScope scope(HostState host) {
        VariableLayers layers = new VariableLayers();
        addRoleDefaults(layers, null);
        addHost(layers, host);
        addPhase(layers, host);
        addComputed(layers, host, null);
        return scope(
                layers,
                new MagicVariables.Use(this, host, null),
                List.of(phase.phase().directory()));
    }

    private TaskScope scope(VariableLayers layers, MagicVariables.Use use, List<Path> directories) {
        return new TaskScope(layers, use.names(), use::value, name -> fact(use.host(), name), directories);
    }

    /** Where a task's files are: in its role, beside the file that it stands in, and beside the runbook. */
    private List<Path> directories(Task task) {
        List<Path> directories = new ArrayList<>();
        if (task.role() != null) {
            directories.add(task.role().directory());
        }
        directories.add(task.directory(workingDirectory));
        directories.add(phase.phase().directory());
        return directories;
    }

    private void addRoleDefaults(VariableLayers layers, @Nullable Role own) {
        phase.roles().forEach(role -> role.defaults().forEach(node -> layers.templates(mapping(node))));
        if (own != null) {
            own.defaults().forEach(node -> layers.templates(mapping(node)));
        }
    }

    private void addHost(VariableLayers layers, HostState host) {
        layers.templates(options.variables().settings());
        layers.all(hosts.variables(host.name(), phase.phase().directory()));
        layers.verbatim(host.gathered());
    }

    private void addPhase(VariableLayers layers, HostState host) {
        for (Keywords keywords : phase.phase().scope()) {
            keywords.get(Keyword.VARS).ifPresent(node -> layers.templates(mapping(node)));
        }
        layers.verbatim(options.answers(phase.phase().id()));
        phase.varsFiles(host.name()).forEach(layers::templates);
    }

    private void addRoleVariables(VariableLayers layers, @Nullable Role own) {
        phase.roles().forEach(role -> role.vars().forEach(node -> layers.templates(mapping(node))));
        if (own != null) {
            own.vars().forEach(node -> layers.templates(mapping(node)));
        }
    }

    private void addComputed(VariableLayers layers, HostState host, @Nullable Role own) {
        layers.templates(host.included());
        layers.verbatim(host.computed());
        if (own != null) {
            own.parameters().forEach(node -> layers.templates(mapping(node)));
        }
        host.frames().forEach(layers::templates);
        layers.templates(options.variables().extra());
    }

    private Map<String, @Nullable Object> mapping(Node node) {
        return mappings.computeIfAbsent(node, renderer::rawMapping);
    }

    private @Nullable Object fact(HostState host, String name) {
        boolean mayBeFact = name.startsWith("ansible_") && !name.startsWith("ansible_loop");
        if (mayBeFact) {
            Map<String, @Nullable Object> gathered = gathering.apply(host);
            if (gathered.containsKey(name)) {
                return gathered.get(name);
            }
        }
        return Undefined.of(name);
    }

    PhaseContext phase() {
        return phase;
    }

    RunOptions options() {
        return options;
    }

    Hosts hosts() {
        return hosts;
    }

    /**
     * Every host's variables by host.
     *
     * @param self the host that asks, as far as it has come
     */
    Map<String, @Nullable Object> hostVariables(HostState self) {
        return new HostVariables(self);
    }

    /** The variables of a host outside any task. */
    Map<String, @Nullable Object> variables(HostState host) {
        TaskScope scope = scope(host);
        return new Variables(scope, scope.names());
    }

    /** The facts of a host, without the prefix of their names; gathered if nobody did. */
    Map<String, @Nullable Object> facts(HostState host) {
        Map<String, @Nullable Object> gathered = host.gathered();
        if (!host.isSurveyed()) {
            gathered.putAll(gathering.apply(host));
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        gathered.forEach((name, value) -> facts.put(
                name.startsWith("ansible_") && !name.equals("ansible_local")
                        ? name.substring("ansible_".length())
                        : name,
                value));
        return facts;
    }

    /** The variables of one host by name, rendered when they are used. */
    private final class Variables extends AbstractMap<String, @Nullable Object> {
        private final TaskScope scope;
        private final Set<String> names;

        Variables(TaskScope scope, Iterable<String> names) {
            this.scope = scope;
            this.names = new LinkedHashSet<>();
            names.forEach(this.names::add);
            this.names.removeAll(List.of("hostvars", "vars"));
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            String name = String.valueOf(key);
            Object value = scope.lookup(name);
            if (value instanceof Undefined) {
                return null;
            }
            return scope.holdsTemplates(name) ? rendered(name, value) : value;
        }

        private @Nullable Object rendered(String name, @Nullable Object value) {
            int around = depth.get();
            if (around == DEEPEST) {
                throw new EvaluationFailure(
                        "the variable '" + name + "' refers to itself through hostvars, or too deeply to others",
                        "break the circle: give one of the variables a value of its own",
                        null);
            }
            depth.set(around + 1);
            try {
                return renderer.rendered(value, scope, null);
            } finally {
                depth.set(around);
            }
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return !(scope.lookup(String.valueOf(key)) instanceof Undefined);
        }

        @Override
        public Set<Entry<String, @Nullable Object>> entrySet() {
            return new LazyEntries(names, this::get);
        }
    }

    /** Every host's variables by host. */
    private final class HostVariables extends AbstractMap<String, @Nullable Object> {
        private final HostState self;

        HostVariables(HostState self) {
            this.self = self;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            String name = String.valueOf(key);
            if (!hosts.all().contains(name) && !name.equals("localhost")) {
                return null;
            }
            return variables(name.equals(self.name()) ? self : states.apply(name));
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return hosts.all().contains(String.valueOf(key)) || "localhost".equals(key);
        }

        @Override
        public Set<Entry<String, @Nullable Object>> entrySet() {
            return new LazyEntries(hosts.all(), this::get);
        }
    }
}
