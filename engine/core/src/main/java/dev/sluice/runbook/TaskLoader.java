package dev.sluice.runbook;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.FileNames;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loads lists of tasks and blocks, and everything that they import statically. */
public final class TaskLoader {
    private static final Set<String> IMPORT_TASKS =
            Set.of("import_tasks", "ansible.builtin.import_tasks", "ansible.legacy.import_tasks");
    private static final Set<String> IMPORT_ROLE =
            Set.of("import_role", "ansible.builtin.import_role", "ansible.legacy.import_role");
    private static final int DEEPEST = 64;

    /**
     * Where a list of tasks stands.
     *
     * @param path prefix of the tasks' paths
     * @param directory where relative files are looked up
     * @param enclosing keywords of what it stands in, outermost first
     * @param role the role it belongs to, or null
     * @param depth how many files deep it is
     * @param handlers where handlers of roles are collected
     */
    // More than five: what tasks get from all that they stand in; the loader alone makes it, and changes one part at a
    // time.
    public record Place(
            String path,
            Path directory,
            List<Keywords> enclosing,
            @Nullable Role role,
            int depth,
            List<Task> handlers) {
        Position of(Span span) {
            return new Position(enclosing, role, span);
        }

        Place inside(Keywords keywords) {
            List<Keywords> deeper = new ArrayList<>(enclosing);
            deeper.add(keywords);
            return new Place(path, directory, List.copyOf(deeper), role, depth, handlers);
        }

        Place at(String newPath) {
            return new Place(newPath, directory, enclosing, role, depth, handlers);
        }

        Place file(String newPath, Path newDirectory) {
            return new Place(newPath, newDirectory, enclosing, role, depth + 1, handlers);
        }

        Place of(Role newRole) {
            return new Place(path, newRole.directory(), enclosing, newRole, depth + 1, handlers);
        }
    }

    private final SourceReader sources;
    private final Diagnostics diagnostics;
    private final KeywordReader keywordReader;
    private final RoleLoader roles;

    /**
     * @param sources where files are read
     * @param rolePaths directories in which roles are looked up, besides {@code roles} beside the runbook
     */
    public TaskLoader(SourceReader sources, List<Path> rolePaths) {
        this.sources = sources;
        this.diagnostics = sources.diagnostics();
        this.keywordReader = new KeywordReader(diagnostics);
        this.roles = new RoleLoader(sources, this, rolePaths);
    }

    public RoleLoader roles() {
        return roles;
    }

    /** Loads a file of tasks. */
    public List<Item> file(Path file, @Nullable Span mention, Place place) {
        if (place.depth() > DEEPEST) {
            diagnostics.error(mention, "tasks are imported " + DEEPEST + " files deep", "is there a cycle?");
            return List.of();
        }
        Path parent = Optional.ofNullable(file.getParent()).orElse(place.directory());
        return sources.read(file, mention)
                .map(node -> list(node, place.file(place.path(), parent)))
                .orElse(List.of());
    }

    /** Loads a list of tasks and blocks. */
    public List<Item> list(Node node, Place place) {
        if (KeywordReader.isNull(node)) {
            return List.of();
        }
        if (!(node instanceof Node.Sequence sequence)) {
            diagnostics.error(node.span(), "a list of tasks is expected here", "start each task with '- '");
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        int number = 1;
        for (Node each : sequence.items()) {
            item(each, place.at(place.path() + "/" + number)).ifPresent(items::add);
            number++;
        }
        return items;
    }

    /** Handlers are tasks only: a block cannot be notified. */
    List<Task> handlers(Node node, Place place) {
        List<Task> found = new ArrayList<>();
        for (Item item : list(node, place)) {
            collectTasks(item, found);
        }
        return found;
    }

    private static void collectTasks(Item item, List<Task> found) {
        if (item instanceof Task task) {
            found.add(task);
        } else if (item instanceof Block block) {
            block.body().forEach(each -> collectTasks(each, found));
        }
    }

    private Optional<Item> item(Node node, Place place) {
        if (!(node instanceof Node.Mapping mapping)) {
            diagnostics.error(
                    node.span(),
                    "a task is a mapping of a module and keywords",
                    "write e.g. '- name: ...' and 'copy: ...'");
            return Optional.empty();
        }
        return mapping.get("block").isPresent() ? Optional.of(block(mapping, place)) : task(mapping, place);
    }

    private Block block(Node.Mapping mapping, Place place) {
        List<Node.Entry> rest = new ArrayList<>();
        Keywords keywords = keywordReader.read(mapping, Keyword.Level.BLOCK, rest);
        rest.forEach(entry -> keywordReader.unknown(entry, Keyword.Level.BLOCK));
        Place inside = place.inside(keywords);
        return new Block(
                keywords,
                place.of(mapping.span()),
                new Block.Sections(
                        part(keywords, Keyword.BLOCK_BODY, inside),
                        part(keywords, Keyword.RESCUE, inside.at(place.path() + "/rescue")),
                        part(keywords, Keyword.ALWAYS, inside.at(place.path() + "/always"))));
    }

    private List<Item> part(Keywords keywords, Keyword keyword, Place place) {
        return keywords.get(keyword).map(node -> list(node, place)).orElse(List.of());
    }

    private Optional<Item> task(Node.Mapping mapping, Place place) {
        List<Node.Entry> rest = new ArrayList<>();
        Keywords keywords = keywordReader.read(mapping, Keyword.Level.TASK, rest);
        Optional<Action> action = Action.of(keywords, rest, mapping, diagnostics, keywordReader);
        if (action.isEmpty()) {
            return Optional.empty();
        }
        Action call = action.get();
        Keywords own = call.local() ? delegatedToLocalhost(keywords, call) : keywords;
        if (IMPORT_TASKS.contains(call.module())) {
            return importTasks(call, own, mapping, place);
        }
        if (IMPORT_ROLE.contains(call.module())) {
            return importRole(call, own, mapping, place);
        }
        ModuleCall module = new ModuleCall(call.module(), call.span(), call.arguments());
        return Optional.of(new Task(place.path(), module, own, place.of(mapping.span())));
    }

    private static Keywords delegatedToLocalhost(Keywords keywords, Action call) {
        Map<Keyword, Node.Entry> entries = new EnumMap<>(Keyword.class);
        entries.putAll(keywords.entries());
        Node.Scalar localhost = new Node.Scalar(call.span(), "localhost", true, "");
        entries.putIfAbsent(Keyword.DELEGATE_TO, new Node.Entry(localhost, localhost));
        return new Keywords(entries, keywords.loopLookup());
    }

    private Optional<Item> importTasks(Action call, Keywords keywords, Node.Mapping mapping, Place place) {
        Optional<Node.Scalar> file = call.scalar("file");
        if (file.isEmpty()) {
            diagnostics.error(call.span(), "import_tasks needs the name of a file", "write 'import_tasks: file.yml'");
            return Optional.empty();
        }
        refuseLoop(keywords, "import_tasks");
        Optional<Path> path = importedFile(file.get(), place);
        List<Item> body = path.map(found -> file(found, file.get().span(), place.inside(keywords)))
                .orElse(List.of());
        return Optional.of(Block.of(keywords, place.of(mapping.span()), body));
    }

    private Optional<Path> importedFile(Node.Scalar file, Place place) {
        if (KeywordReader.isTemplate(file)) {
            diagnostics.error(
                    file.span(),
                    "an imported file is read before any variable is known, so its name cannot be a template",
                    "use include_tasks");
            return Optional.empty();
        }
        return Optional.of(resolve(file.text(), place.directory(), place.role()));
    }

    /** What an include gives to the tasks that it includes ({@code apply}). */
    public Keywords applied(Task include) {
        if (include.arguments() instanceof Node.Mapping mapping
                && mapping.get("apply").orElse(null) instanceof Node.Mapping apply) {
            List<Node.Entry> rest = new ArrayList<>();
            Keywords keywords = keywordReader.read(apply, Keyword.Level.BLOCK, rest);
            rest.forEach(entry -> keywordReader.unknown(entry, Keyword.Level.BLOCK));
            return keywords;
        }
        return Keywords.NONE;
    }

    /** Where a file of tasks named in a task is: beside the file that names it, or in the role's tasks. */
    public static Path resolve(String name, Path directory, @Nullable Role role) {
        Path beside = FileNames.in(directory, name).normalize();
        if (role == null || Files.exists(beside)) {
            return beside;
        }
        Path inRole = FileNames.in(role.directory().resolve("tasks"), name).normalize();
        return Files.exists(inRole) ? inRole : beside;
    }

    private Optional<Item> importRole(Action call, Keywords keywords, Node.Mapping mapping, Place place) {
        refuseLoop(keywords, "import_role");
        Optional<Node.Scalar> name = call.named("role").or(() -> call.scalar("name"));
        if (name.isEmpty() || KeywordReader.isTemplate(name.get())) {
            diagnostics.error(
                    call.span(),
                    "import_role needs the name of a role, and no template",
                    "for a template use include_role");
            return Optional.empty();
        }
        RoleFiles files = RoleFiles.of(parameter -> call.named(parameter).map(Node.Scalar::text));
        return Optional.of(roles.use(name.get(), files, keywords, mapping.span(), place));
    }

    private void refuseLoop(Keywords keywords, String module) {
        keywords.span(Keyword.LOOP)
                .ifPresent(span -> diagnostics.error(
                        span, module + " cannot be looped over", "use " + module.replace("import", "include")));
    }
}
