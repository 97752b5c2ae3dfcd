package dev.sluice.control;

import dev.sluice.journal.Status;
import dev.sluice.runbook.ControlTasks;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.RoleFiles;
import dev.sluice.runbook.SourceReader;
import dev.sluice.runbook.Task;
import dev.sluice.runbook.TaskLoader;
import dev.sluice.source.Diagnostic;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.Setup;
import dev.sluice.task.CallFactory;
import dev.sluice.task.TaskResult;
import dev.sluice.variables.Conditions;
import dev.sluice.variables.EvaluationFailure;
import dev.sluice.variables.Loop;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.SettingsResolver;
import dev.sluice.variables.TaskScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code include_tasks} and {@code include_role}: the tasks of a file or role, found out about when it is run. */
public final class IncludeTask {
    private final PhaseContext context;
    private final ControlEvaluation evaluation;
    private final CallFactory calls;
    private final Renderer renderer;
    private final Path workingDirectory;
    private final List<Path> rolePaths;

    public IncludeTask(Setup setup, PhaseContext context, ControlEvaluation evaluation, CallFactory calls) {
        this.context = context;
        this.evaluation = evaluation;
        this.calls = calls;
        this.renderer = setup.renderer();
        this.workingDirectory = setup.workingDirectory();
        this.rolePaths = List.of(context.phase().directory().resolve("roles"));
    }

    /**
     * What one host includes at one item of the loop.
     *
     * @param what the file or the role
     * @param files which files of a role
     * @param exposed whether the role's variables are visible to what comes after it
     * @param frame the variables that are given to the tasks
     * @param index the item of the include's loop, from 0
     * @param doubt what it depends on whether it is included at all; null if it is certain
     */
    // More than five: the rendered parameters of one item, which are compared as a whole with those of other hosts.
    private record Included(
            String what,
            RoleFiles files,
            boolean exposed,
            Map<String, @Nullable Object> frame,
            int index,
            @Nullable String doubt) {}

    public void run(ControlCall call) {
        Map<Included, List<HostState>> groups = new LinkedHashMap<>();
        for (HostState host : call.hosts()) {
            for (Included included : includes(call, host)) {
                groups.computeIfAbsent(included, key -> new ArrayList<>()).add(host);
            }
        }
        Map<Included, List<Item>> loaded = new LinkedHashMap<>();
        groups.forEach(
                (included, hosts) -> load(call, included, hosts).ifPresent(items -> loaded.put(included, items)));
        loaded.forEach((included, items) -> {
            List<HostState> members = groups.getOrDefault(included, List.of()).stream()
                    .filter(HostState::isActive)
                    .toList();
            if (!members.isEmpty()) {
                runIncluded(call, included, items, members);
            }
        });
    }

    private List<Included> includes(ControlCall call, HostState host) {
        Task task = call.task();
        if (!task.keywords().has(Keyword.LOOP)) {
            return include(call, host, Map.of(), 0).stream().toList();
        }
        Loop loop = evaluation.attempt(call, host, () -> calls.loop(task, host)).orElse(null);
        List<Included> found = new ArrayList<>();
        if (loop != null && loop.unknown() != null) {
            call.end(host, TaskResult.undecided(loop.unknown()));
        } else if (loop != null) {
            for (int index = 0; index < loop.items().size() && host.isActive(); index++) {
                include(call, host, loop.variables(index), index).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Included> include(
            ControlCall call, HostState host, Map<String, @Nullable Object> loop, int index) {
        Task task = call.task();
        Conditions.Decision decision = evaluation
                .attempt(call, host, () -> evaluation.decide(task, host, loop))
                .orElse(null);
        if (decision instanceof Conditions.Decision.Holds) {
            return evaluation.attempt(call, host, () -> included(task, host, loop, index, null));
        }
        if (decision instanceof Conditions.Decision.Fails) {
            call.end(host, TaskResult.skipped());
        } else if (decision instanceof Conditions.Decision.Undecided undecided) {
            String doubt = undecided.because();
            if (call.runner().predicts()) {
                return evaluation.attempt(call, host, doubt, () -> included(task, host, loop, index, doubt));
            }
            call.end(host, TaskResult.undecided(doubt));
        }
        return Optional.empty();
    }

    private Included included(
            Task task, HostState host, Map<String, @Nullable Object> loop, int index, @Nullable String doubt) {
        TaskScope scope = calls.scope(task, host, loop);
        boolean role = isRole(task);
        Map<String, @Nullable Object> arguments = evaluation.arguments(task, scope, role ? "name" : "file");
        Object what = role ? arguments.getOrDefault("name", arguments.get("role")) : arguments.get("file");
        if (what instanceof Unknown unknown) {
            throw new UnknownAnswerException(unknown.reason());
        }
        if (what == null || what instanceof Undefined) {
            throw new EvaluationFailure(task.module() + " does not say what to include", "", task.moduleSpan());
        }
        Map<String, @Nullable Object> frame = new LinkedHashMap<>(loop);
        task.keywords().get(Keyword.VARS).ifPresent(node -> {
            if (renderer.value(node, scope) instanceof Map<?, ?> given) {
                given.forEach((key, each) -> frame.put(String.valueOf(key), each));
            }
        });
        RoleFiles files =
                RoleFiles.of(name -> Optional.ofNullable(arguments.get(name)).map(String::valueOf));
        boolean exposed = SettingsResolver.truth(String.valueOf(arguments.get("public")));
        return new Included(String.valueOf(what), files, exposed, frame, index, doubt);
    }

    private static boolean isRole(Task task) {
        return ControlTasks.name(task).equals("include_role");
    }

    /** The included tasks; empty if they cannot be loaded, which is then reported. Their handlers are known from now on. */
    private Optional<List<Item>> load(ControlCall call, Included included, List<HostState> hosts) {
        Diagnostics diagnostics = new Diagnostics();
        List<Task> handlers = new ArrayList<>();
        List<Item> items = items(call.task(), included, handlers, diagnostics);
        for (Diagnostic problem : diagnostics.entries()) {
            if (problem.severity() == Diagnostic.Severity.ERROR) {
                String at = problem.span() == null ? "" : " (at " + problem.span() + ")";
                TaskResult failed = TaskResult.of(Status.FAILED, problem.message() + at, problem.hint());
                hosts.forEach(host -> call.end(host, failed.doubted(included.doubt())));
                return Optional.empty();
            }
        }
        handlers.forEach(handler -> hosts.forEach(host -> host.keepFrames(handler.path(), included.frame())));
        context.addHandlers(handlers);
        if (included.doubt() != null) {
            hosts.forEach(host -> call.end(host, TaskResult.undecided(included.doubt())));
        }
        if (included.exposed()) {
            items.forEach(context::expose);
        }
        return Optional.of(items);
    }

    private static void runIncluded(ControlCall call, Included included, List<Item> items, List<HostState> hosts) {
        Map<HostState, Optional<String>> before = new LinkedHashMap<>();
        for (HostState host : hosts) {
            host.enter(included.frame());
            before.put(host, Optional.ofNullable(host.doubt(included.doubt())));
        }
        try {
            call.runner().items(items, hosts);
        } finally {
            before.forEach((host, doubt) -> {
                host.leave();
                host.doubt(doubt.orElse(null));
            });
        }
    }

    private List<Item> items(Task task, Included included, List<Task> handlers, Diagnostics diagnostics) {
        TaskLoader loader = new TaskLoader(new SourceReader(workingDirectory, diagnostics), rolePaths);
        Path directory = task.directory(workingDirectory);
        List<Keywords> enclosing = new ArrayList<>(task.enclosing());
        enclosing.add(loader.applied(task));
        TaskLoader.Place place = new TaskLoader.Place(
                task.path() + "/" + (included.index() + 1), directory, enclosing, task.role(), 0, handlers);
        if (isRole(task)) {
            Node.Scalar name = new Node.Scalar(task.moduleSpan(), included.what(), false, "");
            return List.of(loader.roles().use(name, included.files(), Keywords.NONE, task.span(), place));
        }
        return loader.file(TaskLoader.resolve(included.what(), directory, task.role()), task.moduleSpan(), place);
    }
}
