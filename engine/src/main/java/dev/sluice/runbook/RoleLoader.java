package dev.sluice.runbook;

import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.source.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds roles and turns each use of one into a block of its tasks, dependencies first. */
public final class RoleLoader {
    private final SourceReader sources;
    private final TaskLoader tasks;
    private final List<Path> rolePaths;
    private final Set<String> underway = new LinkedHashSet<>();

    RoleLoader(SourceReader sources, TaskLoader tasks, List<Path> rolePaths) {
        this.sources = sources;
        this.tasks = tasks;
        this.rolePaths = List.copyOf(rolePaths);
    }

    /** One entry of {@code roles:}. */
    Optional<Block> entry(Node node, TaskLoader.Place place, KeywordReader keywordReader) {
        if (node instanceof Node.Scalar name) {
            return Optional.of(use(name, "main", List.of(), Keywords.NONE, node.span(), place));
        }
        if (!(node instanceof Node.Mapping mapping)) {
            sources.diagnostics().error(node.span(), "a role is a name or a mapping with 'role'", "");
            return Optional.empty();
        }
        List<Node.Entry> rest = new ArrayList<>();
        Keywords keywords = keywordReader.read(mapping, Keyword.Level.BLOCK, rest);
        Optional<Node.Scalar> name = mapping.get("role")
                .or(() -> mapping.get("name"))
                .filter(Node.Scalar.class::isInstance)
                .map(Node.Scalar.class::cast);
        if (name.isEmpty()) {
            sources.diagnostics().error(mapping.span(), "a role needs a name", "write 'role: NAME'");
            return Optional.empty();
        }
        List<Node.Entry> parameters = rest.stream()
                .filter(entry -> !entry.key().text().equals("role"))
                .toList();
        List<Node.Mapping> given =
                parameters.isEmpty() ? List.of() : List.of(new Node.Mapping(mapping.span(), parameters));
        return Optional.of(use(name.get(), "main", given, keywords, mapping.span(), place));
    }

    /** A role's tasks as a block. Problems are reported; the block is then empty. */
    public Block use(
            Node.Scalar name,
            String tasksFrom,
            List<Node.Mapping> parameters,
            Keywords keywords,
            Span span,
            TaskLoader.Place place) {
        Optional<Path> directory = directory(name, place);
        if (directory.isEmpty() || !underway.add(name.text())) {
            if (directory.isPresent()) {
                sources.diagnostics()
                        .error(
                                name.span(),
                                "role '" + name.text() + "' depends on itself: " + String.join(" -> ", underway)
                                        + " -> " + name.text(),
                                "break the circle");
            }
            return new Block(keywords, place.enclosing(), List.of(), List.of(), List.of(), place.role(), span);
        }
        try {
            return load(name, directory.get(), tasksFrom, parameters, keywords, span, place);
        } finally {
            underway.remove(name.text());
        }
    }

    private Block load(
            Node.Scalar name,
            Path directory,
            String tasksFrom,
            List<Node.Mapping> parameters,
            Keywords keywords,
            Span span,
            TaskLoader.Place place) {
        Role role = new Role(
                name.text(),
                directory,
                variables(directory.resolve("defaults"), name.span()),
                variables(directory.resolve("vars"), name.span()),
                parameters);
        TaskLoader.Place inside = place.inside(keywords).of(role);
        List<Item> body = new ArrayList<>(dependencies(directory, name, inside));
        main(directory.resolve("tasks"), tasksFrom)
                .ifPresent(file -> body.addAll(tasks.file(file, name.span(), inside)));
        main(directory.resolve("handlers"), "main")
                .flatMap(file -> sources.read(file, name.span()))
                .ifPresent(node -> place.handlers()
                        .addAll(tasks.handlers(node, inside.at(place.path() + "/handlers/" + name.text()))));
        return new Block(keywords, place.enclosing(), body, List.of(), List.of(), role, span);
    }

    private List<Block> dependencies(Path directory, Node.Scalar name, TaskLoader.Place place) {
        List<Block> blocks = new ArrayList<>();
        main(directory.resolve("meta"), "main")
                .flatMap(file -> sources.read(file, name.span()))
                .filter(Node.Mapping.class::isInstance)
                .flatMap(node -> ((Node.Mapping) node).get("dependencies"))
                .filter(Node.Sequence.class::isInstance)
                .ifPresent(node -> {
                    int number = 1;
                    for (Node each : ((Node.Sequence) node).items()) {
                        entry(
                                        each,
                                        place.at(place.path() + "/needs" + number),
                                        new KeywordReader(sources.diagnostics()))
                                .ifPresent(blocks::add);
                        number++;
                    }
                });
        return blocks;
    }

    private List<Node.Mapping> variables(Path directory, Span mention) {
        return main(directory, "main")
                .flatMap(file -> sources.read(file, mention))
                .filter(Node.Mapping.class::isInstance)
                .map(node -> List.of((Node.Mapping) node))
                .orElse(List.of());
    }

    private static Optional<Path> main(Path directory, String name) {
        return Stream.of(name, name + ".yml", name + ".yaml", name + ".json")
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Optional<Path> directory(Node.Scalar name, TaskLoader.Place place) {
        List<Path> candidates = new ArrayList<>();
        rolePaths.forEach(path -> candidates.add(path));
        if (place.role() != null && place.role().directory().getParent() != null) {
            candidates.add(place.role().directory().getParent());
        }
        candidates.add(place.directory().resolve("roles"));
        candidates.add(place.directory());
        for (Path candidate : candidates) {
            Path directory = candidate.resolve(name.text()).normalize();
            if (Files.isDirectory(directory)) {
                return Optional.of(directory);
            }
        }
        sources.diagnostics()
                .error(
                        name.span(),
                        "there is no role '" + name.text() + "'",
                        Suggestions.didYouMean(name.text(), names(candidates)) + " Searched: "
                                + String.join(
                                        ", ",
                                        candidates.stream()
                                                .map(sources::name)
                                                .distinct()
                                                .toList()));
        return Optional.empty();
    }

    private static List<String> names(List<Path> candidates) {
        List<String> names = new ArrayList<>();
        for (Path candidate : candidates) {
            if (Files.isDirectory(candidate)) {
                try (Stream<Path> children = Files.list(candidate)) {
                    children.filter(child -> Files.isDirectory(child.resolve("tasks")))
                            .forEach(child -> names.add(child.getFileName().toString()));
                } catch (IOException unreadable) {
                    // only a suggestion is lost
                }
            }
        }
        return names;
    }
}
