package dev.sluice.runbook;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.FileNames;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loads runbook files with everything that they import. Problems are reported, all at once, and what is right is kept. */
public final class RunbookLoader {
    private static final int DEEPEST = 32;

    private final SourceReader sources;
    private final Diagnostics diagnostics;
    private final KeywordReader keywordReader;
    private final List<Path> rolePaths;
    private final Map<String, Span> phaseIds = new HashMap<>();

    private @Nullable String lastPhase;

    /**
     * @param sources where files are read
     * @param rolePaths directories in which roles are looked up, besides {@code roles} beside the runbook
     */
    public RunbookLoader(SourceReader sources, List<Path> rolePaths) {
        this.sources = sources;
        this.diagnostics = sources.diagnostics();
        this.keywordReader = new KeywordReader(diagnostics);
        this.rolePaths = List.copyOf(rolePaths);
    }

    /** Loads one runbook. Several loaded one after the other are one run: phase ids are unique among them. */
    public Runbook load(Path path) {
        List<Phase> phases = new ArrayList<>();
        load(path.toAbsolutePath().normalize(), null, List.of(), phases, 0);
        return new Runbook(path, phases);
    }

    private void load(Path path, @Nullable Span mention, List<Keywords> enclosing, List<Phase> phases, int depth) {
        if (depth > DEEPEST) {
            diagnostics.error(mention, "runbooks are imported " + DEEPEST + " files deep", "is there a cycle?");
            return;
        }
        Optional<Node> document = sources.read(path, mention);
        if (document.isEmpty() || KeywordReader.isNull(document.get())) {
            return;
        }
        if (!(document.get() instanceof Node.Sequence sequence)) {
            diagnostics.error(
                    document.get().span(),
                    "a runbook is a list of phases (plays)",
                    "start the first one with '- hosts: ...'");
            return;
        }
        for (Node each : sequence.items()) {
            if (!(each instanceof Node.Mapping mapping)) {
                diagnostics.error(each.span(), "a phase (play) is a mapping with 'hosts' and 'tasks'", "");
            } else if (imported(mapping).isPresent()) {
                importRunbook(mapping, path, enclosing, phases, depth);
            } else {
                phase(mapping, path, enclosing).ifPresent(phases::add);
            }
        }
    }

    private static Optional<Node.Entry> imported(Node.Mapping mapping) {
        return mapping.entry("import_playbook").or(() -> mapping.entry("ansible.builtin.import_playbook"));
    }

    private void importRunbook(
            Node.Mapping mapping, Path path, List<Keywords> enclosing, List<Phase> phases, int depth) {
        Node.Entry entry = imported(mapping).orElseThrow();
        List<Node.Entry> rest = new ArrayList<>();
        Keywords keywords = keywordReader.read(mapping, Keyword.Level.BLOCK, rest);
        rest.stream()
                .filter(each -> !each.equals(entry))
                .forEach(each -> keywordReader.unknown(each, Keyword.Level.PHASE));
        if (!(entry.value() instanceof Node.Scalar file) || KeywordReader.isTemplate(file)) {
            diagnostics.error(
                    entry.value().span(),
                    "import_playbook needs the name of a file, and no template",
                    "write the path itself: what is imported is read before any variable is known");
            return;
        }
        List<Keywords> deeper = new ArrayList<>(enclosing);
        deeper.add(keywords);
        load(path.resolveSibling(FileNames.path(file.text())).normalize(), file.span(), deeper, phases, depth + 1);
    }

    private Optional<Phase> phase(Node.Mapping mapping, Path file, List<Keywords> enclosing) {
        List<Node.Entry> rest = new ArrayList<>();
        Keywords keywords = keywordReader.read(mapping, Keyword.Level.PHASE, rest);
        rest.forEach(entry -> keywordReader.unknown(entry, Keyword.Level.PHASE));
        Optional<Node> hosts = keywords.get(Keyword.HOSTS);
        if (hosts.isEmpty()) {
            diagnostics.error(mapping.span(), "this phase does not say on which hosts it runs", "add 'hosts: ...'");
        }
        Prompt.all(keywords, diagnostics);
        String name = keywords.text(Keyword.NAME)
                .or(() -> keywords.text(Keyword.PHASE_NAME))
                .orElseGet(() -> hosts.map(RunbookLoader::shown).orElse("phase"));
        String id = id(keywords, name, mapping);
        List<String> needs = needs(keywords);
        lastPhase = id;
        return Optional.of(contents(id, name, needs, hosts.orElse(mapping), keywords, file, enclosing, mapping));
    }

    private Phase contents(
            String id,
            String name,
            List<String> needs,
            Node hosts,
            Keywords keywords,
            Path file,
            List<Keywords> enclosing,
            Node.Mapping mapping) {
        Path directory = Optional.ofNullable(file.getParent()).orElse(Path.of("."));
        List<Keywords> scope = new ArrayList<>(enclosing);
        scope.add(inherited(keywords));
        List<Task> handlers = new ArrayList<>();
        TaskLoader.Place place = new TaskLoader.Place(id, directory, List.copyOf(scope), null, 0, handlers);
        List<Path> paths = new ArrayList<>();
        paths.add(directory.resolve("roles"));
        paths.addAll(rolePaths);
        TaskLoader tasks = new TaskLoader(sources, paths);
        List<Item> roles = new ArrayList<>();
        int number = 1;
        for (Node each : sequence(keywords, Keyword.ROLES)) {
            tasks.roles()
                    .entry(each, place.at(id + "/roles/" + number), keywordReader)
                    .ifPresent(roles::add);
            number++;
        }
        Phase phase = new Phase(
                new Phase.Heading(id, name, needs, mapping.span()),
                hosts,
                keywords,
                new Phase.Surroundings(place.enclosing(), sequence(keywords, Keyword.VARS_FILES), directory),
                new Phase.Sections(
                        part(tasks, keywords, Keyword.PRE_TASKS, place.at(id + "/pre")),
                        roles,
                        part(tasks, keywords, Keyword.TASK_LIST, place),
                        part(tasks, keywords, Keyword.POST_TASKS, place.at(id + "/post")),
                        handlers));
        keywords.get(Keyword.HANDLERS)
                .ifPresent(node -> handlers.addAll(tasks.handlers(node, place.at(id + "/handlers"))));
        return phase;
    }

    /** What tasks inherit from their phase: not its id, name and needs, which are its own. */
    private static Keywords inherited(Keywords keywords) {
        Map<Keyword, Node.Entry> entries = new EnumMap<>(Keyword.class);
        keywords.entries().forEach((keyword, entry) -> {
            if (keyword.allowedAt(Keyword.Level.TASK)
                    && keyword != Keyword.ID
                    && keyword != Keyword.NEEDS
                    && keyword != Keyword.NAME) {
                entries.put(keyword, entry);
            }
        });
        return new Keywords(entries, "");
    }

    private List<Item> part(TaskLoader tasks, Keywords keywords, Keyword keyword, TaskLoader.Place place) {
        return keywords.get(keyword).map(node -> tasks.list(node, place)).orElse(List.of());
    }

    private static List<Node> sequence(Keywords keywords, Keyword keyword) {
        return keywords.get(keyword)
                .filter(node -> !KeywordReader.isNull(node))
                .map(node -> node instanceof Node.Sequence sequence ? sequence.items() : List.of(node))
                .orElse(List.of());
    }

    private List<String> needs(Keywords keywords) {
        Optional<Node> given = keywords.get(Keyword.NEEDS);
        if (given.isPresent()) {
            return KeywordReader.names(given.get()).stream()
                    .map(Node.Scalar::text)
                    .toList();
        }
        return lastPhase == null ? List.of() : List.of(lastPhase);
    }

    private String id(Keywords keywords, String name, Node.Mapping mapping) {
        Optional<String> given = keywords.text(Keyword.ID).or(() -> keywords.text(Keyword.PHASE_NAME));
        Span span = keywords.span(Keyword.ID)
                .or(() -> keywords.span(Keyword.PHASE_NAME))
                .orElse(mapping.span());
        String id = given.orElseGet(() -> slug(name));
        if (given.isEmpty()) {
            String base = id;
            for (int number = 2; phaseIds.containsKey(id); number++) {
                id = base + "-" + number;
            }
        } else if (phaseIds.containsKey(id)) {
            diagnostics.error(
                    span, "the id '" + id + "' is taken by the phase at " + phaseIds.get(id), "ids are unique");
        }
        phaseIds.putIfAbsent(id, span);
        return id;
    }

    private static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "phase" : slug;
    }

    private static String shown(Node node) {
        return node instanceof Node.Scalar scalar
                ? scalar.text()
                : node instanceof Node.Sequence sequence
                        ? String.join(
                                ",",
                                sequence.items().stream()
                                        .map(RunbookLoader::shown)
                                        .toList())
                        : "phase";
    }
}
