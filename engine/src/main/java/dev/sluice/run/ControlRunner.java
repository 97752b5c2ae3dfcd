package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.plan.EvaluationFailure;
import dev.sluice.plan.Renderer;
import dev.sluice.plan.TaskScope;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.SourceReader;
import dev.sluice.runbook.Task;
import dev.sluice.runbook.TaskLoader;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.UnknownAnswerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out the tasks that steer the run: includes, {@code meta}, and calls of handlers. */
final class ControlRunner {
    private final Phase phase;
    private final ControlTasks names = new ControlTasks();
    private final CallFactory calls;
    private final SettingsResolver settings;
    private final Conditions conditions;
    private final Renderer renderer;
    private final TaskRunner.Facts facts;
    private final Events events;
    private final Path workingDirectory;
    private final List<Path> rolePaths;

    ControlRunner(
            Phase phase,
            CallFactory calls,
            SettingsResolver settings,
            Conditions conditions,
            Renderer renderer,
            TaskRunner.Facts facts,
            Events events,
            Path workingDirectory,
            List<Path> rolePaths) {
        this.phase = phase;
        this.calls = calls;
        this.settings = settings;
        this.conditions = conditions;
        this.renderer = renderer;
        this.facts = facts;
        this.events = events;
        this.workingDirectory = workingDirectory;
        this.rolePaths = rolePaths;
    }

    boolean isControl(Task task) {
        return names.isControl(task);
    }

    /** {@code meta: flush_handlers} and the like are run whatever the tags. */
    boolean isAlwaysSelected(Task task) {
        return ControlTasks.name(task).equals("meta");
    }

    boolean flag(Task task, Keyword keyword, HostState host) {
        try {
            return settings.flag(task, keyword, calls.scope(task, host, Map.of()))
                    .orElse(false);
        } catch (EvaluationFailure | UnknownAnswerException | dev.sluice.overlay.MissingAnswerException undecidable) {
            return false;
        }
    }

    /** The name of a task on a host; as written if it needs what is not known. */
    String title(Task task, HostState host) {
        try {
            Object title = renderer.rendered(task.title(), calls.scope(task, host, Map.of()), task.span());
            return title instanceof String || title instanceof Number ? title.toString() : task.title();
        } catch (EvaluationFailure
                | UnknownAnswerException
                | dev.sluice.overlay.MissingAnswerException
                | NotConnected undecidable) {
            return task.title();
        }
    }

    void run(Task task, TaskRef ref, List<HostState> hosts, PhaseRunner runner) {
        switch (ControlTasks.name(task)) {
            case "meta" -> meta(task, ref, hosts, runner);
            case "include_vars" -> hosts.forEach(host -> includeVariables(task, ref, host, runner));
            case "include_tasks", "include_role" -> include(task, ref, hosts, runner);
            default ->
                hosts.forEach(host -> end(
                        task,
                        ref,
                        host,
                        runner,
                        TaskReport.of(Status.FAILED)
                                .withMessage("'" + task.module() + "' is not supported yet")
                                .withHint("list the hosts in the inventory instead")));
        }
    }

    private static void end(Task task, TaskRef ref, HostState host, PhaseRunner runner, TaskReport report) {
        runner.ended(task, ref, host, report);
    }

    /** Whether a control task is run on a host; reports it if not. */
    private boolean isWanted(
            Task task, TaskRef ref, HostState host, Map<String, @Nullable Object> loop, PhaseRunner runner) {
        try {
            Conditions.Decision decision =
                    facts.settle(host, task, () -> conditions.when(task, calls.scope(task, host, loop)));
            if (decision instanceof Conditions.Decision.Holds) {
                return true;
            }
            TaskReport report = decision instanceof Conditions.Decision.Undecided undecided
                    ? TaskReport.of(Status.UNDECIDED).withBecause(undecided.because())
                    : TaskReport.of(Status.SKIPPED).withMessage("Conditional result was False");
            end(task, ref, host, runner, report);
        } catch (EvaluationFailure failure) {
            end(task, ref, host, runner, failed(failure.explained(), failure.hint()));
        } catch (UnreachableException lost) {
            end(
                    task,
                    ref,
                    host,
                    runner,
                    TaskReport.of(Status.UNREACHABLE).withMessage(String.valueOf(lost.getMessage())));
        }
        return false;
    }

    private static TaskReport failed(String message, String hint) {
        return TaskReport.of(Status.FAILED).withMessage(message).withHint(hint);
    }

    private void meta(Task task, TaskRef ref, List<HostState> hosts, PhaseRunner runner) {
        String what =
                task.arguments() instanceof Node.Scalar scalar ? scalar.text().strip() : "";
        List<HostState> wanted = hosts.stream()
                .filter(host -> isWanted(task, ref, host, Map.of(), runner))
                .toList();
        switch (what) {
            case "noop", "refresh_inventory" -> {}
            case "flush_handlers" -> runner.flushHandlers(wanted);
            case "end_play", "end_batch" -> {
                if (!wanted.isEmpty()) {
                    hosts.forEach(HostState::end);
                }
            }
            case "end_host" -> wanted.forEach(HostState::end);
            case "clear_facts" -> wanted.forEach(HostState::forgetGathered);
            case "clear_host_errors" -> wanted.forEach(HostState::recover);
            case "reset_connection" -> wanted.forEach(host -> host.target().disconnect());
            default ->
                wanted.forEach(host -> end(
                        task,
                        ref,
                        host,
                        runner,
                        failed(
                                "there is no 'meta: " + what + "'",
                                "known: noop, flush_handlers, end_play, end_batch, end_host, clear_facts,"
                                        + " clear_host_errors, refresh_inventory, reset_connection")));
        }
    }

    private void includeVariables(Task task, TaskRef ref, HostState host, PhaseRunner runner) {
        if (!isWanted(task, ref, host, Map.of(), runner)) {
            return;
        }
        TaskScope scope = calls.scope(task, host, Map.of());
        try {
            Map<String, @Nullable Object> arguments = arguments(task, scope, "file");
            List<Path> files = variableFiles(arguments, task);
            Map<String, @Nullable Object> variables = new LinkedHashMap<>();
            for (Path file : files) {
                variables.putAll(load(file, task));
            }
            Object name = arguments.get("name");
            host.include(name == null ? variables : Map.of(String.valueOf(name), variables));
            Map<String, @Nullable Object> registered = new LinkedHashMap<>();
            registered.put(
                    "ansible_included_var_files",
                    files.stream().map(Path::toString).toList());
            registered.put("ansible_facts", variables);
            registered.put("changed", false);
            registered.put("failed", false);
            task.keywords().text(Keyword.REGISTER).ifPresent(each -> host.compute(Map.of(each, registered)));
            end(task, ref, host, runner, TaskReport.of(Status.OK));
        } catch (EvaluationFailure failure) {
            end(task, ref, host, runner, failed(failure.explained(), failure.hint()));
        } catch (dev.sluice.spi.TaskFailure failure) {
            end(task, ref, host, runner, failed(String.valueOf(failure.getMessage()), ""));
        }
    }

    private List<Path> variableFiles(Map<String, @Nullable Object> arguments, Task task) {
        Object directory = arguments.get("dir");
        ControllerFiles files = files(task);
        if (directory == null) {
            return List.of(Path.of(files.find(String.valueOf(arguments.get("file")), "vars")));
        }
        Path found = Path.of(files.find(String.valueOf(directory), "vars"));
        return files.list(found.toString()).stream()
                .filter(name -> name.matches(".*\\.(yml|yaml|json)"))
                .map(found::resolve)
                .toList();
    }

    private ControllerFiles files(Task task) {
        List<Path> directories = new ArrayList<>();
        if (task.role() != null) {
            directories.add(task.role().directory());
        }
        directories.add(directory(task));
        directories.add(phase.directory());
        return new ControllerFiles(
                directories, renderer.templates(), dev.sluice.template.Scope.of(Map.of()), SecretStore.NONE);
    }

    private Path directory(Task task) {
        Path file = workingDirectory.resolve(task.span().file().name());
        return Optional.ofNullable(file.getParent()).orElse(workingDirectory);
    }

    private Map<String, @Nullable Object> load(Path file, Task task) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Node> node = new SourceReader(workingDirectory, diagnostics).read(file, task.span());
        diagnostics.entries().stream().findFirst().ifPresent(problem -> {
            throw new EvaluationFailure(problem.message(), problem.hint(), problem.span());
        });
        Map<String, @Nullable Object> variables = node.map(renderer::rawMapping).orElse(Map.of());
        events.redactor().addSecretsIn(variables);
        return variables;
    }

    /** The rendered parameters; free text stands for the named one. */
    private Map<String, @Nullable Object> arguments(Task task, TaskScope scope, String freeForm) {
        Node node = task.arguments();
        if (node == null) {
            return Map.of();
        }
        Object value = renderer.value(node, scope);
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> arguments.put(key.equals("_raw_params") ? freeForm : String.valueOf(key), each));
        } else if (value instanceof String text && text.matches("[a-z_]+=.*")) {
            for (String pair : text.split("\\s+")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    arguments.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
            }
        } else {
            arguments.put(freeForm, value);
        }
        return arguments;
    }

    /** What one host includes in one turn. */
    private record Included(String what, Map<String, @Nullable Object> frame, int index) {}

    private void include(Task task, TaskRef ref, List<HostState> hosts, PhaseRunner runner) {
        Map<Included, List<HostState>> groups = new LinkedHashMap<>();
        for (HostState host : hosts) {
            for (Included included : includes(task, ref, host, runner)) {
                groups.computeIfAbsent(included, key -> new ArrayList<>()).add(host);
            }
        }
        for (Map.Entry<Included, List<HostState>> group : groups.entrySet()) {
            List<HostState> members =
                    group.getValue().stream().filter(HostState::isActive).toList();
            if (!members.isEmpty()) {
                runIncluded(task, ref, group.getKey(), members, runner);
            }
        }
    }

    private List<Included> includes(Task task, TaskRef ref, HostState host, PhaseRunner runner) {
        List<Included> found = new ArrayList<>();
        try {
            if (!task.keywords().has(Keyword.LOOP)) {
                if (isWanted(task, ref, host, Map.of(), runner)) {
                    found.add(facts.settle(host, task, () -> included(task, host, Map.of(), 0)));
                }
                return found;
            }
            TaskRunner.Loop loop = facts.settle(host, task, () -> calls.loop(task, host));
            if (loop.unknown() != null) {
                end(task, ref, host, runner, TaskReport.of(Status.UNDECIDED).withBecause(loop.unknown()));
                return found;
            }
            for (int index = 0; index < loop.items().size(); index++) {
                Map<String, @Nullable Object> variables = loop.variables(index);
                int number = index;
                if (isWanted(task, ref, host, variables, runner)) {
                    found.add(facts.settle(host, task, () -> included(task, host, variables, number)));
                }
            }
        } catch (EvaluationFailure failure) {
            end(task, ref, host, runner, failed(failure.explained(), failure.hint()));
        } catch (UnreachableException lost) {
            end(
                    task,
                    ref,
                    host,
                    runner,
                    TaskReport.of(Status.UNREACHABLE).withMessage(String.valueOf(lost.getMessage())));
        } catch (UnknownAnswerException unknown) {
            end(task, ref, host, runner, TaskReport.of(Status.UNDECIDED).withBecause(unknown.reason()));
        }
        return found;
    }

    private Included included(Task task, HostState host, Map<String, @Nullable Object> loop, int index) {
        TaskScope scope = calls.scope(task, host, loop);
        boolean role = ControlTasks.name(task).equals("include_role");
        Map<String, @Nullable Object> arguments = arguments(task, scope, role ? "name" : "file");
        Object what = arguments.get(role ? "name" : "file");
        if (what instanceof dev.sluice.spi.value.Unknown unknown) {
            throw new UnknownAnswerException(unknown.reason());
        }
        if (what == null || what instanceof Undefined) {
            throw new EvaluationFailure(task.module() + " does not say what to include", "", task.moduleSpan());
        }
        Map<String, @Nullable Object> frame = new LinkedHashMap<>(loop);
        task.keywords().get(Keyword.VARS).ifPresent(node -> frame.putAll(renderedMapping(renderer.value(node, scope))));
        String from = role ? "\n" + arguments.getOrDefault("tasks_from", "main") : "";
        return new Included(what + from, frame, index);
    }

    private static Map<String, @Nullable Object> renderedMapping(@Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((key, each) -> map.put(String.valueOf(key), each));
        }
        return map;
    }

    private void runIncluded(Task task, TaskRef ref, Included included, List<HostState> hosts, PhaseRunner runner) {
        Diagnostics diagnostics = new Diagnostics();
        List<Task> handlers = new ArrayList<>();
        TaskLoader loader = new TaskLoader(new SourceReader(workingDirectory, diagnostics), rolePaths);
        List<Keywords> enclosing = new ArrayList<>(task.enclosing());
        TaskLoader.Place place = new TaskLoader.Place(
                task.path() + "/" + (included.index() + 1), directory(task), enclosing, task.role(), 0, handlers);
        List<Item> items;
        if (ControlTasks.name(task).equals("include_role")) {
            String[] parts = included.what().split("\n", 2);
            Node.Scalar name = new Node.Scalar(task.moduleSpan(), parts[0], false, "");
            items = List.of(loader.roles().use(name, parts[1], List.of(), Keywords.NONE, task.span(), place));
        } else {
            Path file = TaskLoader.resolve(included.what(), directory(task), task.role());
            items = loader.file(file, task.moduleSpan(), place);
        }
        if (diagnostics.hasErrors()) {
            dev.sluice.source.Diagnostic problem = diagnostics.entries().get(0);
            String at = problem.span() == null ? "" : " (at " + problem.span() + ")";
            hosts.forEach(host -> end(task, ref, host, runner, failed(problem.message() + at, problem.hint())));
            return;
        }
        phase.handlers().addAll(handlers);
        hosts.forEach(host -> host.enter(included.frame()));
        try {
            runner.items(items, hosts);
        } finally {
            hosts.forEach(HostState::leave);
        }
    }

    /** Calls the handlers that a task names, for certain or possibly. */
    void notifyHandlers(Task task, TaskRef ref, HostState host, TaskReport report) {
        HostState.Call certainty = report.status() == Status.CHANGED ? HostState.Call.CERTAIN : HostState.Call.POSSIBLE;
        TaskScope scope = calls.scope(task, host, Map.of());
        for (Keywords keywords : task.scope()) {
            keywords.get(Keyword.NOTIFY).ifPresent(node -> {
                for (String name : names(node, scope)) {
                    call(name, task, ref, host, certainty, report.because());
                }
            });
        }
    }

    private List<String> names(Node node, TaskScope scope) {
        Object value = renderer.value(node, scope);
        List<String> found = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> found.add(String.valueOf(each)));
        } else if (value != null) {
            found.add(String.valueOf(value));
        }
        return found;
    }

    private void call(String name, Task task, TaskRef ref, HostState host, HostState.Call certainty, String because) {
        boolean found = false;
        for (Task handler : phase.handlers()) {
            if (answersTo(handler, name, host)) {
                host.call(handler.path(), certainty, because);
                events.emit(new Event.Notified(ref, host.name(), name));
                found = true;
            }
        }
        if (!found) {
            events.emit(new Event.Warning(
                    "no handler is called '" + name + "', so nothing follows from the change",
                    task.span().toString()));
        }
    }

    private boolean answersTo(Task handler, String name, HostState host) {
        TaskScope scope = calls.scope(handler, host, Map.of());
        boolean listens = handler.keywords()
                .get(Keyword.LISTEN)
                .map(node -> names(node, scope).contains(name))
                .orElse(false);
        String title = handler.title();
        boolean named = title.equals(name) || title.contains("{{") && name.equals(title(handler, host));
        boolean inRole = handler.role() != null && name.equals(handler.role().name() + " : " + title);
        return listens || named || inRole;
    }
}
