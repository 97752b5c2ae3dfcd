package dev.sluice.run;

import dev.sluice.journal.Redactor;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskReport;
import dev.sluice.plan.Renderer;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Task;
import dev.sluice.spi.Controller;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.template.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code include_vars}: variables from files of the controller, from now on. */
final class IncludeVarsTask {
    private final Phase phase;
    private final ControlEvaluation evaluation;
    private final CallFactory calls;
    private final Renderer renderer;
    private final VariableFiles files;
    private final Redactor redactor;
    private final Path workingDirectory;

    IncludeVarsTask(
            Phase phase,
            ControlEvaluation evaluation,
            CallFactory calls,
            Renderer renderer,
            Redactor redactor,
            Path workingDirectory) {
        this.phase = phase;
        this.evaluation = evaluation;
        this.calls = calls;
        this.renderer = renderer;
        this.files = new VariableFiles(workingDirectory, renderer);
        this.redactor = redactor;
        this.workingDirectory = workingDirectory;
    }

    void run(ControlCall call) {
        for (HostState host : call.hosts()) {
            if (evaluation.isWanted(call, host, Map.of())) {
                evaluation
                        .attempt(call, host, () -> included(call.task(), host))
                        .ifPresent(included -> keep(included, call, host));
            }
        }
    }

    /**
     * What a host includes.
     *
     * @param files where the variables come from
     * @param name the variable that holds them all; empty if each is one of its own
     */
    private record Included(List<Path> files, Map<String, @Nullable Object> variables, Optional<String> name) {}

    private Included included(Task task, HostState host) {
        Map<String, @Nullable Object> arguments = evaluation.arguments(task, calls.scope(task, host, Map.of()), "file");
        List<Path> found = found(arguments, task);
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (Path file : found) {
            variables.putAll(files.load(file, task.span()));
        }
        redactor.addSecretsIn(variables);
        return new Included(
                found, variables, Optional.ofNullable(arguments.get("name")).map(String::valueOf));
    }

    private static void keep(Included included, ControlCall call, HostState host) {
        host.include(included.name()
                .map(name -> Map.<String, @Nullable Object>of(name, included.variables()))
                .orElse(included.variables()));
        Map<String, @Nullable Object> registered = new LinkedHashMap<>();
        registered.put(
                "ansible_included_var_files",
                included.files().stream().map(Path::toString).toList());
        registered.put("ansible_facts", included.variables());
        registered.put("changed", false);
        registered.put("failed", false);
        call.task().keywords().text(Keyword.REGISTER).ifPresent(each -> host.compute(Map.of(each, registered)));
        call.end(host, TaskReport.of(Status.OK));
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
                .filter(name -> name.matches(".*\\.(yml|yaml|json)"))
                .map(found::resolve)
                .toList();
    }

    private ControllerFiles controller(Task task) {
        List<Path> directories = new ArrayList<>();
        if (task.role() != null) {
            directories.add(task.role().directory());
        }
        directories.add(task.directory(workingDirectory));
        directories.add(phase.directory());
        return new ControllerFiles(directories, renderer.templates(), Scope.of(Map.of()), SecretStore.NONE);
    }
}
