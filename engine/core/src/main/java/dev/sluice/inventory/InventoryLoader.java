package dev.sluice.inventory;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.FileNames;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads an inventory from all its sources. */
public final class InventoryLoader {
    private static final Pattern IGNORED = Pattern.compile(
            "\\..*|host_vars|group_vars|vars_plugins|.*(\\.pyc|\\.pyo|\\.swp|\\.bak|~|\\.rpm|\\.md|\\.txt|\\.rst|\\.orig|\\.ini|"
                    + "\\.cfg|\\.retry)");
    private static final Pattern YAML_LINE = Pattern.compile("---.*|\\{.*|[\\w.-]+:\\s*(#.*)?|[\\w.-]+:\\s+\\S.*");
    private static final int DEEPEST = 20;

    private final Path workingDirectory;
    private final VaultDecryption vault;
    private final Diagnostics diagnostics;

    /**
     * @param workingDirectory relative sources are looked up in it, and messages name files relative to it
     */
    public InventoryLoader(Path workingDirectory, VaultDecryption vault, Diagnostics diagnostics) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
        this.vault = vault;
        this.diagnostics = diagnostics;
    }

    /**
     * Loads an inventory and the group_vars and host_vars beside its sources and beside the runbook.
     *
     * @param sources as {@code -i} gives them: files, directories, scripts, or lists of hosts with a comma
     * @param runbookDirectory where the runbook is; null if there is none
     */
    public Inventory load(List<String> sources, @Nullable Path runbookDirectory) {
        return loadBeside(sources, runbookDirectory == null ? List.of() : List.of(runbookDirectory));
    }

    /** As above, for runbooks in several directories; {@link Inventory#besideRunbooksIn} chooses among them. */
    public Inventory loadBeside(List<String> sources, Collection<Path> runbookDirectories) {
        InventoryBuilder builder = new InventoryBuilder(diagnostics);
        Set<Path> places = new LinkedHashSet<>();
        for (String source : sources) {
            Path path = FileNames.in(workingDirectory, source).normalize();
            if (source.contains(",") && !Files.exists(path)) {
                hostList(source, builder);
            } else if (Files.isDirectory(path)) {
                directory(path, builder, 0);
                places.add(path);
            } else {
                file(path, builder);
                places.add(Objects.requireNonNull(path.getParent()));
            }
        }
        List<VariableFiles> variableFiles = new ArrayList<>();
        places.forEach(place -> variableFiles.add(variableFiles(place, false)));
        for (Path runbookDirectory : runbookDirectories) {
            Path place = workingDirectory.resolve(runbookDirectory).normalize();
            if (!places.equals(Set.of(place))) {
                variableFiles.add(variableFiles(place, true));
            }
        }
        Inventory inventory = builder.build(variableFiles);
        Set<String> hosts = new LinkedHashSet<>(inventory.hosts());
        hosts.addAll(Inventory.LOCALHOST);
        variableFiles.forEach(each -> each.read(inventory.groups().keySet(), hosts));
        return inventory;
    }

    private VariableFiles variableFiles(Path directory, boolean besideRunbook) {
        return new VariableFiles(directory, besideRunbook, this::name, vault, diagnostics);
    }

    private String name(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(workingDirectory)
                ? workingDirectory.relativize(absolute).toString()
                : absolute.toString();
    }

    private void hostList(String source, InventoryBuilder builder) {
        builder.source("");
        for (String entry : source.split(",")) {
            try {
                if (!entry.isBlank()) {
                    HostNames hosts = HostNames.parse(entry.strip());
                    for (String host : hosts.names()) {
                        builder.host(Group.UNGROUPED, host);
                        if (hosts.port() != null) {
                            builder.hostVariable(host, "ansible_port", new Variable(hosts.port(), null));
                        }
                    }
                }
            } catch (HostNames.InvalidRangeException wrong) {
                diagnostics.error(null, "-i " + source + ": " + wrong.getMessage(), "");
            }
        }
    }

    private void directory(Path directory, InventoryBuilder builder, int depth) {
        List<Path> entries;
        try (Stream<Path> files = Files.list(directory)) {
            entries = files.sorted().toList();
        } catch (IOException unreadable) {
            diagnostics.error(
                    null,
                    "the inventory '" + name(directory) + "' cannot be read: " + unreadable.getMessage(),
                    "check its mode");
            return;
        }
        for (Path entry : entries) {
            String file = entry.getFileName().toString();
            if (IGNORED.matcher(file).matches()) {
                warnAboutIgnored(entry, file);
            } else if (!Files.isDirectory(entry)) {
                file(entry, builder);
            } else if (depth < DEEPEST) {
                directory(entry, builder, depth + 1);
            }
        }
    }

    private void warnAboutIgnored(Path entry, String file) {
        if (file.endsWith(".ini") || file.endsWith(".cfg")) {
            diagnostics.warning(
                    null,
                    "'" + name(entry) + "' is not read: Ansible ignores .ini and .cfg files in an inventory directory",
                    "rename it without the ending, or name it with -i");
        }
    }

    private void file(Path path, InventoryBuilder builder) {
        String name = name(path);
        builder.source(path.toString());
        if (!Files.exists(path)) {
            diagnostics.error(
                    null,
                    "no such inventory: '" + name + "'",
                    "check the path; a list of hosts has a comma: -i " + path.getFileName() + ",");
            return;
        }
        if (Files.isExecutable(path) && startsAsProgram(path)) {
            ScriptInventory.read(path, name, builder);
            return;
        }
        SourceFile.read(path, name, diagnostics).ifPresent(source -> source(source, builder));
    }

    /** Files on some file systems are all executable; a program says so in its first two bytes, or is a binary. */
    private static boolean startsAsProgram(Path path) {
        try (java.io.InputStream stream = Files.newInputStream(path)) {
            byte[] start = stream.readNBytes(4);
            return start.length >= 2 && ((start[0] == '#' && start[1] == '!') || (start[0] == 0x7f && start[1] == 'E'));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private void source(SourceFile source, InventoryBuilder builder) {
        if (VaultDecryption.isEncrypted(source.text())) {
            encrypted(source, builder);
        } else {
            text(source, diagnostics, builder);
        }
    }

    private void encrypted(SourceFile source, InventoryBuilder builder) {
        Span header = new Span(source, 0, source.lineText(1).length());
        try {
            String clear = vault.decrypt(source.text().strip()).value().toString();
            Diagnostics inside = new Diagnostics();
            builder.encrypted(
                    inside,
                    (name, variable) ->
                            new Variable(VaultedValues.of(name, variable.value(), header, vault::announced), null),
                    () -> text(new SourceFile(source.name(), clear), inside, builder));
            VariableFile.report(inside, header, diagnostics);
        } catch (VaultException closed) {
            diagnostics.error(header, String.valueOf(closed.getMessage()), closed.hint());
        }
    }

    private static void text(SourceFile source, Diagnostics diagnostics, InventoryBuilder builder) {
        if (source.name().endsWith(".toml")) {
            diagnostics.error(
                    null, "'" + source.name() + "' is TOML, which is not supported", "write it in YAML or INI");
        } else if (isYaml(source)) {
            Optional<Node> document = YamlReader.document(source, diagnostics);
            document.ifPresent(node -> YamlInventory.read(node, builder));
        } else {
            IniInventory.read(source, builder);
        }
    }

    private static boolean isYaml(SourceFile source) {
        if (source.name().matches("(?i).*\\.(yml|yaml|json)")) {
            return true;
        }
        if (source.name().matches("(?i).*\\.(ini|cfg)")) {
            return false;
        }
        return source.text()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .filter(line -> YAML_LINE.matcher(line).matches())
                .isPresent();
    }
}
