package dev.sluice.control;

import dev.sluice.journal.Explanation;
import dev.sluice.journal.Status;
import dev.sluice.python.Regex;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Task;
import dev.sluice.spi.Controller;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.state.HostState;
import dev.sluice.state.RunContext;
import dev.sluice.task.CallFactory;
import dev.sluice.task.CallOutcome;
import dev.sluice.task.ControllerFiles;
import dev.sluice.task.LoopResult;
import dev.sluice.task.TaskResult;
import dev.sluice.template.Scope;
import dev.sluice.variables.Conditions;
import dev.sluice.variables.Loop;
import dev.sluice.variables.Numbers;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.VariableFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code include_vars}: variables from files of the controller, from now on. */
public final class IncludeVarsTask {
    private final Phase phase;
    private final ControlEvaluation evaluation;
    private final CallFactory calls;
    private final Renderer renderer;
    private final VariableFiles files;
    private final Path workingDirectory;

    public IncludeVarsTask(RunContext run, Phase phase, ControlEvaluation evaluation, CallFactory calls) {
        this.phase = phase;
        this.evaluation = evaluation;
        this.calls = calls;
        this.renderer = run.setup().renderer();
        this.workingDirectory = run.setup().workingDirectory();
        this.files = new VariableFiles(workingDirectory, renderer);
    }

    public void run(ControlCall call) {
        for (HostState host : call.hosts()) {
            if (call.task().keywords().has(Keyword.LOOP)) {
                loop(call, host);
            } else {
                call.end(host, include(call.task(), host, Map.of()));
            }
        }
    }

    /** Every item's variables count for the items after it. */
    private void loop(ControlCall call, HostState host) {
        Loop loop = evaluation
                .attempt(call, host, () -> calls.loop(call.task(), host))
                .orElse(null);
        if (loop == null) {
            return;
        }
        if (loop.unknown() != null) {
            call.end(host, TaskResult.undecided(loop.unknown()));
            return;
        }
        LoopResult results = new LoopResult();
        for (int index = 0; index < loop.items().size(); index++) {
            Map<String, @Nullable Object> variables = loop.variables(index);
            TaskResult result = include(call.task(), host, variables);
            results.add(result, loop.label(calls.scope(call.task(), host, variables)), variables);
        }
        call.end(host, results.registered(), results.report());
    }

    /** Gives the host the variables. */
    private TaskResult include(Task task, HostState host, Map<String, @Nullable Object> loopVariables) {
        return evaluation.result(task, host, () -> {
            Conditions.Decision decision = evaluation.decide(task, host, loopVariables);
            if (decision instanceof Conditions.Decision.Fails) {
                return TaskResult.skipped();
            }
            return decision instanceof Conditions.Decision.Undecided undecided
                    ? doubt(task, host, loopVariables, undecided.because())
                    : keep(included(task, host, loopVariables), host);
        });
    }

    /** What may be included makes unknown what it would set. */
    private TaskResult doubt(Task task, HostState host, Map<String, @Nullable Object> loopVariables, String because) {
        try {
            Map<String, @Nullable Object> unknown =
                    new LinkedHashMap<>(included(task, host, loopVariables).given());
            unknown.replaceAll((name, value) -> new Unknown(because));
            host.include(unknown);
            return TaskResult.undecided(because);
        } catch (RuntimeException problem) {
            return ControlEvaluation.ended(task, problem).doubted(because);
        }
    }

    /**
     * What a host includes.
     *
     * @param files where the variables come from
     * @param name the variable that holds them all; empty if each is one of its own
     */
    private record Included(List<Path> files, Map<String, @Nullable Object> variables, Optional<String> name) {
        /** The variables that the host gets. */
        Map<String, @Nullable Object> given() {
            return name.map(each -> Map.<String, @Nullable Object>of(each, variables))
                    .orElse(variables);
        }
    }

    private Included included(Task task, HostState host, Map<String, @Nullable Object> loopVariables) {
        Map<String, @Nullable Object> arguments =
                evaluation.arguments(task, calls.scope(task, host, loopVariables), "file");
        for (Object argument : arguments.values()) {
            if (argument instanceof Unknown unknown) {
                throw new UnknownAnswerException(unknown.reason());
            }
        }
        List<Path> found = found(arguments, task);
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (Path file : found) {
            variables.putAll(files.load(file, task.span()));
        }
        return new Included(
                found, variables, Optional.ofNullable(arguments.get("name")).map(String::valueOf));
    }

    private static TaskResult keep(Included included, HostState host) {
        host.include(included.given());
        Map<String, @Nullable Object> registered = new LinkedHashMap<>();
        registered.put(
                "ansible_included_var_files",
                included.files().stream().map(Path::toString).toList());
        registered.put("ansible_facts", included.variables());
        return new TaskResult(CallOutcome.of(Status.OK, registered, Explanation.NONE), null);
    }

    private List<Path> found(Map<String, @Nullable Object> arguments, Task task) {
        ControllerFiles controller = controller(task);
        Object directory = arguments.get("dir");
        if (directory == null) {
            return List.of(Path.of(controller.find(String.valueOf(arguments.get("file")), "vars")));
        }
        Path found = Path.of(controller.find(String.valueOf(directory), "vars"));
        return controller.list(found.toString(), true).stream()
                .map(Controller.Entry::path)
                .filter(name -> isWanted(name, arguments))
                .map(found::resolve)
                .toList();
    }

    /** Whether a file of a directory is included, as {@code extensions} and its kin say. */
    private static boolean isWanted(String path, Map<String, @Nullable Object> arguments) {
        Path file = Path.of(path);
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1);
        int depth = (int) Numbers.of(arguments.getOrDefault("depth", 0), "depth", null);
        Object matching = arguments.get("files_matching");
        List<String> extensions = texts(arguments.getOrDefault("extensions", List.of("json", "yaml", "yml")));
        return name.contains(".")
                && extensions.contains(extension)
                && (depth == 0 || file.getNameCount() <= depth)
                && (matching == null
                        || Regex.compile(String.valueOf(matching), false, false).finds(name))
                && texts(arguments.get("ignore_files")).stream()
                        .noneMatch(
                                each -> Regex.compile(each + "$", false, false).finds(name));
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    private ControllerFiles controller(Task task) {
        List<Path> directories = new ArrayList<>();
        if (task.role() != null) {
            directories.add(task.role().directory());
        }
        directories.add(task.directory(workingDirectory));
        directories.add(phase.directory());
        return new ControllerFiles(directories, renderer, Scope.of(Map.of()), SecretStore.NONE);
    }
}
