package dev.sluice.validate;

import dev.sluice.runbook.Block;
import dev.sluice.runbook.ControlTasks;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Role;
import dev.sluice.runbook.RoleFiles;
import dev.sluice.runbook.SourceReader;
import dev.sluice.runbook.Task;
import dev.sluice.runbook.TaskLoader;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.template.Templates;
import dev.sluice.variables.SettingsResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every task of a phase that can be found without running it: those that are included dynamically too, where the name of
 * the file is no template.
 */
public final class TaskTree {
    private final Phase phase;
    private final Path workingDirectory;
    private final Diagnostics diagnostics;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Task> included = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private final List<Task> handlers = new ArrayList<>();
    private final List<Role> exposed = new ArrayList<>();
    private boolean open;

    private TaskTree(Phase phase, Path workingDirectory, Diagnostics diagnostics) {
        this.phase = phase;
        this.workingDirectory = workingDirectory;
        this.diagnostics = diagnostics;
    }

    public static TaskTree of(Phase phase, Path workingDirectory, Diagnostics diagnostics) {
        TaskTree tree = new TaskTree(phase, workingDirectory, diagnostics);
        tree.add(phase.sections().inOrder(), false);
        tree.handlers.addAll(phase.handlers());
        List.copyOf(tree.handlers).forEach(handler -> tree.add(List.of(handler), false));
        return tree;
    }

    public Phase phase() {
        return phase;
    }

    /** In the order of the text; handlers last. */
    public List<Task> tasks() {
        return tasks;
    }

    /** Whether a task stands in a file that is included while running, where a loop's variables come from outside. */
    boolean isIncluded(Task task) {
        return included.contains(task);
    }

    /** The handlers of the phase and of all roles that can be found. */
    public List<Task> handlers() {
        return handlers;
    }

    /** Roles that are included so that their variables are visible to the whole phase ({@code public}). */
    public List<Role> exposed() {
        return exposed;
    }

    /** Whether there may be tasks that could not be found. */
    public boolean isOpen() {
        return open;
    }

    private void add(List<Item> items, boolean inFile) {
        for (Item item : items) {
            if (item instanceof Task task) {
                tasks.add(task);
                if (inFile) {
                    included.add(task);
                }
                follow(task);
            } else if (item instanceof Block block) {
                add(block.body(), inFile);
                add(block.rescue(), inFile);
                add(block.always(), inFile);
            }
        }
    }

    private void follow(Task task) {
        String name = ControlTasks.name(task);
        if (!name.equals("include_tasks") && !name.equals("include_role")) {
            return;
        }
        Optional<String> what = literal(task, name.equals("include_role") ? "name" : "file");
        if (what.isEmpty() || Templates.isTemplate(what.get())) {
            open = true;
            return;
        }
        Path directory = task.directory(workingDirectory);
        RoleFiles files = RoleFiles.of(parameter -> named(task, parameter));
        boolean exposes = named(task, "public").map(SettingsResolver::truth).orElse(false);
        if (!seen.add(List.of(directory, what.get(), files, exposes))) {
            return;
        }
        TaskLoader loader = new TaskLoader(
                new SourceReader(workingDirectory, diagnostics),
                List.of(phase.directory().resolve("roles")));
        List<Keywords> enclosing = new ArrayList<>(task.enclosing());
        enclosing.add(loader.applied(task));
        TaskLoader.Place place =
                new TaskLoader.Place(task.path() + "/1", directory, enclosing, task.role(), 0, handlers);
        if (name.equals("include_tasks")) {
            add(loader.file(TaskLoader.resolve(what.get(), directory, task.role()), task.moduleSpan(), place), true);
        } else {
            Node.Scalar role = new Node.Scalar(task.moduleSpan(), what.get(), false, "");
            if (files.isTemplate()) {
                open = true;
                return;
            }
            int before = handlers.size();
            Block block = loader.roles().use(role, files, Keywords.NONE, task.span(), place);
            if (exposes && block.role() != null) {
                exposed.add(block.role());
            }
            List<Task> more = List.copyOf(handlers.subList(before, handlers.size()));
            add(List.of(block), true);
            more.forEach(handler -> add(List.of(handler), true));
        }
    }

    private static Optional<String> named(Task task, String parameter) {
        return task.arguments() instanceof Node.Mapping mapping
                        && mapping.get(parameter).orElse(null) instanceof Node.Scalar scalar
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Optional<String> literal(Task task, String parameter) {
        Node node = task.arguments();
        if (node instanceof Node.Mapping mapping) {
            return mapping.get(parameter)
                    .or(() -> mapping.get("_raw_params"))
                    .filter(Node.Scalar.class::isInstance)
                    .map(each -> ((Node.Scalar) each).text());
        }
        if (node instanceof Node.Scalar scalar) {
            String text = scalar.text();
            for (String word : text.split("\\s+")) {
                if (word.startsWith(parameter + "=")) {
                    return Optional.of(word.substring(parameter.length() + 1));
                }
            }
            return text.contains("=") ? Optional.empty() : Optional.of(text);
        }
        return Optional.empty();
    }
}
