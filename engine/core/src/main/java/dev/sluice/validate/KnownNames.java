package dev.sluice.validate;

import dev.sluice.bind.Arguments;
import dev.sluice.bind.ParameterInfo;
import dev.sluice.bind.ParameterModel;
import dev.sluice.runbook.ControlTasks;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Role;
import dev.sluice.runbook.Task;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.FileNames;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.spi.Module;
import dev.sluice.spi.value.Failure;
import dev.sluice.state.MagicVariables;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.Setup;
import dev.sluice.template.Templates;
import dev.sluice.variables.VariableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of all variables that can exist in a run. A name that is not among them is a mistake, unless some variables
 * come from where nobody can look beforehand (a file whose name is a template).
 */
final class KnownNames {
    private final Setup setup;
    private final @Nullable TaskTree first;
    private final VariableFiles files;
    private final Diagnostics diagnostics;
    private final Set<String> common = new LinkedHashSet<>(MagicVariables.names());
    private boolean complete = true;

    /**
     * @param trees the phases in order
     * @param diagnostics where files of variables that cannot be read are reported
     */
    KnownNames(Setup setup, List<TaskTree> trees, Diagnostics diagnostics) {
        this.setup = setup;
        this.first = trees.isEmpty() ? null : trees.get(0);
        this.files = new VariableFiles(setup.workingDirectory(), setup.renderer());
        this.diagnostics = diagnostics;
        common.addAll(setup.options().variables().extra().keySet());
        common.addAll(setup.options().variables().settings().keySet());
        // Without the inventory its variables are missing too; that it is missing has been reported.
        complete = !setup.hosts().all().isEmpty() || setup.hosts().file().isEmpty();
        common.add("ansible_failed_result");
        common.add("ansible_failed_task");
        Set<String> hosts = new LinkedHashSet<>(setup.hosts().all());
        hosts.add("localhost");
        Set<Path> directories = new LinkedHashSet<>();
        trees.forEach(tree -> directories.add(tree.phase().directory()));
        for (Path directory : directories) {
            for (String host : hosts) {
                setup.hosts()
                        .variables(host, directory)
                        .forEach(layer -> common.addAll(layer.values().keySet()));
            }
        }
        for (TaskTree tree : trees) {
            complete &= !tree.isOpen();
            tree.tasks().forEach(this::addComputed);
        }
    }

    /** Whether no other variable can exist. */
    boolean areComplete() {
        return complete;
    }

    /** The names that the tasks of a phase may use, without those of single tasks. */
    Set<String> of(TaskTree tree) {
        Set<String> names = new LinkedHashSet<>(common);
        for (Keywords keywords : tree.phase().scope()) {
            keywords.get(Keyword.VARS).ifPresent(node -> addKeys(node, names));
        }
        tree.phase().prompts().forEach(prompt -> names.add(prompt.name()));
        tree.phase().varsFiles().forEach(node -> addFile(node, tree, names));
        new PhaseContext(tree.phase(), List.of()).roles().forEach(role -> addRole(role, names));
        tree.exposed().forEach(role -> addRole(role, names));
        for (Task task : tree.tasks()) {
            if (tree.isIncluded(task)) {
                addIncludeNames(tree, names);
            }
        }
        return names;
    }

    /** What an included file is given: the variables and the loop of its include. */
    private static void addIncludeNames(TaskTree tree, Set<String> names) {
        for (Task task : tree.tasks()) {
            String name = ControlTasks.name(task);
            if (name.equals("include_tasks") || name.equals("include_role")) {
                task.keywords().get(Keyword.VARS).ifPresent(node -> addKeys(node, names));
                if (task.keywords().has(Keyword.LOOP)) {
                    names.addAll(loopNames(task));
                }
            }
        }
    }

    /** The names that only one task knows: its own variables, those of its blocks and role, and its loop's. */
    static Set<String> of(Task task) {
        Set<String> names = new LinkedHashSet<>();
        for (Keywords keywords : task.scope()) {
            keywords.get(Keyword.VARS).ifPresent(node -> addKeys(node, names));
        }
        if (task.role() != null) {
            addRole(task.role(), names);
        }
        if (task.keywords().has(Keyword.LOOP)) {
            names.addAll(loopNames(task));
        }
        return names;
    }

    private static Set<String> loopNames(Task task) {
        Set<String> names = new LinkedHashSet<>(List.of("ansible_loop", "ansible_loop_var", "ansible_index_var"));
        Optional<Node> control = task.keywords().get(Keyword.LOOP_CONTROL);
        names.add(setting(control, "loop_var").orElse("item"));
        setting(control, "index_var").ifPresent(names::add);
        return names;
    }

    private static Optional<String> setting(Optional<Node> control, String name) {
        return control.filter(Node.Mapping.class::isInstance)
                .flatMap(node -> ((Node.Mapping) node).get(name))
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text());
    }

    private void addComputed(Task task) {
        task.keywords().text(Keyword.REGISTER).ifPresent(common::add);
        if (ControlTasks.name(task).equals("include_vars")) {
            addIncludedVariables(task);
        }
        setup.registry().find(task.module()).ifPresent(module -> addSetVariables(task, module));
    }

    /** The names of the variables that a task sets, as its module declares. */
    private void addSetVariables(Task task, Module<?> module) {
        ParameterModel<?> model = ParameterModel.of(module.parameters());
        ParameterInfo variables = model.variables().orElse(null);
        if (variables == null) {
            return;
        }
        // What is wrong with the arguments is reported by TaskCheck.
        Arguments arguments =
                Arguments.read(model, task.module(), task.moduleSpan(), task.arguments(), new Diagnostics());
        Node given =
                arguments.get(variables.name()).map(Arguments.Argument::value).orElse(null);
        if (given instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                complete &= !Templates.isTemplate(entry.key().text());
                common.add(entry.key().text());
            }
        } else if (given != null) {
            complete = false;
        }
    }

    private void addIncludedVariables(Task task) {
        Node file = task.arguments();
        if (file instanceof Node.Mapping mapping) {
            Optional<Node> name = mapping.get("name");
            if (name.isPresent() && name.get() instanceof Node.Scalar scalar) {
                common.add(scalar.text());
                return;
            }
            file = mapping.get("file").or(() -> mapping.get("_raw_params")).orElse(null);
        }
        Path directory = task.directory(setup.workingDirectory());
        if (!(file instanceof Node.Scalar scalar)
                || Templates.isTemplate(scalar.text())
                || !(addIfThere(FileNames.in(directory, scalar.text()), task.span())
                        || addIfThere(FileNames.in(directory.resolve("vars"), scalar.text()), task.span()))) {
            complete = false;
        }
    }

    private boolean addIfThere(Path file, Span mention) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            common.addAll(files.read(file, mention, diagnostics).keySet());
        } catch (Failure closed) {
            // Its condition may not hold; if it does, the run says that the password is missing.
            complete = false;
        }
        return true;
    }

    /** A file of variables of a phase is there when the phase begins, unless an earlier phase makes it. */
    private void addFile(Node node, TaskTree tree, Set<String> names) {
        List<Node> alternatives = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        for (Node each : alternatives) {
            if (!(each instanceof Node.Scalar scalar) || Templates.isTemplate(scalar.text())) {
                complete = false;
                return;
            }
            Path file = FileNames.in(tree.phase().directory(), scalar.text());
            if (Files.exists(file)) {
                addFile(file, each.span(), names);
                return;
            }
        }
        complete = false;
        if (tree == first) {
            diagnostics.error(
                    node.span(),
                    "no such variables file: "
                            + alternatives.stream()
                                    .map(each -> "'" + ((Node.Scalar) each).text() + "'")
                                    .collect(Collectors.joining(" or ")),
                    "it is looked for beside the runbook");
        }
    }

    private void addFile(Path file, Span mention, Set<String> names) {
        try {
            names.addAll(files.read(file, mention, diagnostics).keySet());
        } catch (Failure closed) {
            complete = false;
            String place = closed.place().isEmpty() ? "" : " (at " + closed.place() + ")";
            diagnostics.error(mention, "cannot use the variables file: " + closed.getMessage() + place, closed.hint());
        }
    }

    private static void addRole(Role role, Set<String> names) {
        role.defaults().forEach(node -> addKeys(node, names));
        role.vars().forEach(node -> addKeys(node, names));
        role.parameters().forEach(node -> addKeys(node, names));
    }

    private static void addKeys(Node node, Set<String> names) {
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> names.add(entry.key().text()));
        }
    }
}
