package dev.sluice.task;

import dev.sluice.bind.Binder;
import dev.sluice.bind.ParameterModel;
import dev.sluice.family.ModuleRegistry;
import dev.sluice.journal.Redactor;
import dev.sluice.journal.TaskRef;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.spi.Module;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.Words;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Omitted;
import dev.sluice.state.HostState;
import dev.sluice.state.RunContext;
import dev.sluice.state.ScopeFactory;
import dev.sluice.state.TargetState;
import dev.sluice.variables.EvaluationFailure;
import dev.sluice.variables.Loop;
import dev.sluice.variables.LoopFactory;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.Settings;
import dev.sluice.variables.SettingsResolver;
import dev.sluice.variables.TaskScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a task on a host into a call: resolves keywords, renders and binds parameters, finds where it acts. */
public final class CallFactory {

    private final ModuleRegistry registry;
    private final Renderer renderer;
    private final ScopeFactory scopes;
    private final SettingsResolver settings;
    private final LoopFactory loops;
    private final Places places;
    private final Redactor redactor;
    private final SecretStore secrets;
    private final boolean predicts;
    private final TaskArguments arguments = new TaskArguments();

    /** Where tasks act. */
    public interface Places {
        /** The state of a host by name; of one that the inventory does not know too. */
        HostState host(String name);

        /** Whether the inventory has a host of this name. */
        boolean isKnown(String name);

        /** The target of a host through a connection, ready to be connected to. */
        TargetState target(String connection, HostState host);
    }

    public CallFactory(RunContext run, ScopeFactory scopes, SettingsResolver settings, Places places) {
        this.registry = run.setup().registry();
        this.renderer = run.setup().renderer();
        this.scopes = scopes;
        this.settings = settings;
        this.loops = new LoopFactory(renderer);
        this.places = places;
        this.redactor = run.events().redactor();
        this.secrets = run.setup().secrets();
        this.predicts = run.predicts();
    }

    public TaskScope scope(Task task, HostState host, Map<String, @Nullable Object> loopVariables) {
        return scopes.scope(task, host, loopVariables);
    }

    /** How often an expression depended on more than its variables so far. */
    long looks() {
        return renderer.templates().looks().count();
    }

    public Loop loop(Task task, HostState host) {
        return loops.loop(task, scope(task, host, Map.of()));
    }

    /** How often a failed task is tried again. */
    int retries(Task task, TaskScope scope) {
        return settings.number(task, Keyword.RETRIES, scope)
                .map(Double::intValue)
                .orElse(3);
    }

    /** How long to wait before a task is tried again. */
    Duration delay(Task task, TaskScope scope) {
        return settings.number(task, Keyword.DELAY, scope)
                .map(seconds -> Duration.ofMillis((long) (1000 * Math.max(0, seconds))))
                .orElse(Duration.ofSeconds(5));
    }

    /** Whose variables a task sets: those of the host it is delegated to with {@code delegate_facts}. */
    public HostState owner(Task task, HostState host, TaskScope scope) {
        if (!task.keywords().has(Keyword.DELEGATE_TO)
                || !settings.flag(task, Keyword.DELEGATE_FACTS, scope).orElse(false)) {
            return host;
        }
        String delegate = settings.resolve(task, scope).delegate();
        return delegate == null ? host : places.host(delegate);
    }

    /** Where a task without a loop acts. */
    public TargetState target(Task task, HostState host) {
        TaskScope scope = scope(task, host, Map.of());
        HostState acting = settings.text(task, Keyword.DELEGATE_TO, scope)
                .map(places::host)
                .orElse(host);
        return places.target(
                acting == host ? settings.connection(task, scope) : settings.connection(null, scopes.scope(acting)),
                acting);
    }

    /** Whether the names among a task's parameters become variables of its host. */
    public boolean setsVariables(Task task) {
        return registry.find(task.module())
                .flatMap(module -> ParameterModel.of(module.parameters()).variables())
                .isPresent();
    }

    /** Every word in a task's parameters as written, for a task whose parameters cannot be known. */
    Set<String> namesIn(Task task) {
        Set<String> names = new LinkedHashSet<>();
        boolean alters = registry.find(task.module())
                .map(module -> !module.altersNothing())
                .orElse(true);
        if (alters && task.arguments() != null) {
            collect(task.arguments(), names);
        }
        return names;
    }

    private static void collect(Node node, Set<String> names) {
        if (node instanceof Node.Scalar scalar) {
            names.addAll(Words.of(scalar.text()));
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, names));
        } else if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> collect(entry.value(), names));
        }
    }

    /** The call of a task. Reading nothing, it may still need facts for its templates. */
    Call make(Task task, TaskRef ref, HostState host, TaskScope scope, int item, @Nullable String doubt) {
        Settings resolved = settings.resolve(task, scope);
        Module<?> module = registry.find(task.module())
                .orElseThrow(() -> new EvaluationFailure(
                        "unknown module '" + task.module() + "'",
                        registry.didYouMean(task.module()),
                        task.moduleSpan()));
        Call.Bound<?> bound = bound(module, task, scope, resolved);
        HostState acting = resolved.delegate() == null ? host : places.host(resolved.delegate());
        String connection =
                acting == host ? resolved.access().connection() : settings.connection(null, scopes.scope(acting));
        return new Call(
                new Call.Origin(ref, host, item, doubt),
                new Call.Place(places.target(connection, acting), connection, this::other, controller(scope)),
                resolved,
                bound);
    }

    /** A target that a plan reaches by its name. */
    private OtherTarget other(String name) {
        if (!places.isKnown(name)) {
            throw new TaskFailure("no target '" + name + "' in the inventory");
        }
        HostState acting = places.host(name);
        String connection = settings.connection(null, scopes.scope(acting));
        return new OtherTarget(places.target(connection, acting), connection);
    }

    private ControllerFiles controller(TaskScope scope) {
        return new ControllerFiles(scope.directories(), renderer, scope, secrets);
    }

    private <P extends Record> Call.Bound<P> bound(Module<P> module, Task task, TaskScope scope, Settings resolved) {
        ParameterModel<P> model = ParameterModel.of(module.parameters());
        Map<String, @Nullable Object> values = new LinkedHashMap<>(defaults(module, task, scope));
        arguments.of(task, model).render(renderer.on(scope)).forEach((name, value) -> {
            model.find(name).ifPresent(parameter -> parameter.aliases().forEach(values::remove));
            values.put(name, withoutOmitted(value));
        });
        for (Keyword keyword : Keyword.OF_COMMANDS) {
            if (model.find(keyword.word()).isPresent()) {
                settings.value(task, keyword, scope).ifPresent(value -> values.put(keyword.word(), value));
            }
        }
        if (predicts
                && resolved.checkMode() == Settings.CheckMode.ALWAYS_RUN
                && model.find(Keyword.READ_ONLY.word()).isPresent()) {
            values.put(Keyword.READ_ONLY.word(), true);
        }
        Set<String> secrets = new HashSet<>();
        P parameters = Binder.bind(model, values, secret -> {
            redactor.add(secret);
            secrets.add(secret);
        });
        return new Call.Bound<>(module, parameters, new TaskSecrets(secrets));
    }

    /** Entries of mappings with the value {@code omit} are left out; of a parameter the binder knows what it means. */
    private static @Nullable Object withoutOmitted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
            map.forEach((key, each) -> {
                if (each != Omitted.OMITTED) {
                    kept.put(key, withoutOmitted(each));
                }
            });
            return kept;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> kept = new ArrayList<>();
            list.stream().filter(each -> each != Omitted.OMITTED).forEach(each -> kept.add(withoutOmitted(each)));
            return kept;
        }
        return value;
    }

    /** What {@code module_defaults} gives to a module. */
    private Map<String, @Nullable Object> defaults(Module<?> module, Task task, TaskScope scope) {
        Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
        for (Keywords keywords : task.scope()) {
            Optional<Node> node = keywords.get(Keyword.MODULE_DEFAULTS);
            if (node.isPresent() && node.get() instanceof Node.Mapping mapping) {
                for (Node.Entry entry : mapping.entries()) {
                    if (registry.find(entry.key().text()).filter(module::equals).isPresent()
                            && renderer.value(entry.value(), scope) instanceof Map<?, ?> values) {
                        values.forEach((name, value) -> defaults.put(String.valueOf(name), value));
                    }
                }
            }
        }
        return defaults;
    }
}
