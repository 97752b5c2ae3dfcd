package dev.sluice.runbook;

import dev.sluice.source.FileNames;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.spi.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

    /** One entry of {@code roles:}, or of the dependencies of a role. */
    Optional<Block> entry(Node node, TaskLoader.Place place, KeywordReader keywordReader) {
        if (node instanceof Node.Scalar name) {
            return Optional.of(
                    use(new RoleUse(name, RoleFiles.MAIN, List.of(), Keywords.NONE, node.span()).asListed(), place));
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
        RoleUse use = new RoleUse(name.get(), RoleFiles.MAIN, given, keywords, mapping.span());
        return Optional.of(use(use.asListed(), place));
    }

    /** A role's tasks as a block. Problems are reported; the block is then empty. */
    public Block use(Node.Scalar name, RoleFiles files, Keywords keywords, Span span, TaskLoader.Place place) {
        return use(new RoleUse(name, files, List.of(), keywords, span), place);
    }

    private Block use(RoleUse use, TaskLoader.Place place) {
        String name = use.name().text();
        Optional<Path> directory = directory(use.name(), place);
        if (directory.isEmpty() || !underway.add(name)) {
            if (directory.isPresent()) {
                sources.diagnostics()
                        .error(
                                use.name().span(),
                                "role '" + name + "' depends on itself: " + String.join(" -> ", underway) + " -> "
                                        + name,
                                "remove the cycle");
            }
            return Block.of(use.keywords(), place.of(use.span()), List.of());
        }
        try {
            return load(use, directory.get(), place);
        } finally {
            underway.remove(name);
        }
    }

    private Block load(RoleUse use, Path directory, TaskLoader.Place place) {
        Node.Scalar name = use.name();
        RoleFiles files = use.files();
        Role role = new Role(
                name.text(),
                directory,
                variables(directory.resolve("defaults"), files.defaults(), name),
                variables(directory.resolve("vars"), files.vars(), name),
                use.parameters());
        TaskLoader.Place inside = place.inside(use.keywords()).of(role);
        Optional<Node.Mapping> meta = found(directory.resolve("meta"), RoleFiles.USUAL, name)
                .flatMap(file -> sources.read(file, name.span()))
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast);
        List<Item> body = new ArrayList<>(dependencies(meta, inside));
        found(directory.resolve("tasks"), files.tasks(), name)
                .ifPresent(file -> body.addAll(tasks.file(file, name.span(), inside)));
        found(directory.resolve("handlers"), files.handlers(), name)
                .flatMap(file -> sources.read(file, name.span()))
                .ifPresent(node -> place.handlers()
                        .addAll(tasks.handlers(node, inside.at(place.path() + "/handlers/" + name.text()))));
        boolean once = use.listed() && !allowsDuplicates(meta);
        return new Block(
                use.keywords(),
                new Position(place.enclosing(), role, use.span()),
                new Block.Sections(body, List.of(), List.of()),
                once ? use.key(directory) : "");
    }

    private static boolean allowsDuplicates(Optional<Node.Mapping> meta) {
        return meta.flatMap(mapping -> mapping.get("allow_duplicates"))
                .filter(Node.Scalar.class::isInstance)
                .map(node -> List.of("true", "yes", "on")
                        .contains(((Node.Scalar) node).text().toLowerCase(Locale.ROOT)))
                .orElse(false);
    }

    private List<Block> dependencies(Optional<Node.Mapping> meta, TaskLoader.Place place) {
        List<Block> blocks = new ArrayList<>();
        meta.flatMap(mapping -> mapping.get("dependencies"))
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

    /** The variables of a file, or of all files of a directory of that name. */
    private List<Node.Mapping> variables(Path directory, String name, Node.Scalar role) {
        Path several = FileNames.in(directory, name);
        if (main(directory, name).isEmpty() && Files.isDirectory(several)) {
            return files(several).stream()
                    .flatMap(file -> mapping(file, role).stream())
                    .toList();
        }
        return found(directory, name, role)
                .flatMap(file -> mapping(file, role))
                .map(List::of)
                .orElse(List.of());
    }

    private Optional<Node.Mapping> mapping(Path file, Node.Scalar role) {
        return sources.read(file, role.span())
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast);
    }

    private List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(yml|yaml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            sources.diagnostics().error(null, "cannot list '" + sources.name(directory) + "': " + unreadable, "");
            return List.of();
        }
    }

    /** A file of the role; one that is named and not there is reported. */
    private Optional<Path> found(Path directory, String name, Node.Scalar role) {
        Optional<Path> file = main(directory, name);
        if (file.isEmpty() && !name.equals(RoleFiles.USUAL)) {
            sources.diagnostics()
                    .error(
                            role.span(),
                            "role '" + role.text() + "' has no file '" + directory.getFileName() + "/" + name + "'",
                            "searched in " + sources.name(directory));
        }
        return file;
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
            Path directory = FileNames.in(candidate, name.text()).normalize();
            if (Files.isDirectory(directory)) {
                return Optional.of(directory);
            }
        }
        sources.diagnostics()
                .error(
                        name.span(),
                        "unknown role '" + name.text() + "'",
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
