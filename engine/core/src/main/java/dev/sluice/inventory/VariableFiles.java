package dev.sluice.inventory;

import dev.sluice.source.Diagnostics;
import dev.sluice.spi.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The directories group_vars and host_vars in one place. For each group or host the first that exists of {@code name},
 * {@code name.yml}, {@code name.yaml} and {@code name.json} counts, as in Ansible; {@code name} may be a directory, whose
 * files are read in the order of their names, with those below it.
 */
final class VariableFiles {
    private static final List<String> EXTENSIONS = List.of("", ".yml", ".yaml", ".json");
    private static final int DEEPEST = 20;

    private final Path directory;
    private final boolean besideRunbook;
    private final Naming naming;
    private final VaultDecryption vault;
    private final Diagnostics diagnostics;
    private final Map<String, List<VariableLayer>> groups = new HashMap<>();
    private final Map<String, List<VariableLayer>> hosts = new HashMap<>();

    /** How a file is called in messages. */
    @FunctionalInterface
    interface Naming {
        String name(Path file);
    }

    VariableFiles(
            Path directory, boolean besideRunbook, Naming naming, VaultDecryption vault, Diagnostics diagnostics) {
        this.directory = directory;
        this.besideRunbook = besideRunbook;
        this.naming = naming;
        this.vault = vault;
        this.diagnostics = diagnostics;
    }

    boolean besideRunbook() {
        return besideRunbook;
    }

    /** Whether it counts for the runbooks in a directory: it lies beside the inventory, or there. */
    boolean countsIn(Path runbookDirectory) {
        return !besideRunbook || directory.equals(runbookDirectory);
    }

    /** The layers of a group's files. */
    List<VariableLayer> group(String name) {
        return groups.getOrDefault(name, List.of());
    }

    /** The layers of a host's files. */
    List<VariableLayer> host(String name) {
        return hosts.getOrDefault(name, List.of());
    }

    /** Reads the files of certain groups and hosts. */
    void read(Collection<String> groupNames, Collection<String> hostNames) {
        read("group_vars", groupNames, groups);
        read("host_vars", hostNames, hosts);
    }

    private void read(String folder, Collection<String> names, Map<String, List<VariableLayer>> layers) {
        Path parent = directory.resolve(folder);
        Set<String> present = children(parent);
        Set<String> used = new LinkedHashSet<>();
        for (String name : present.isEmpty() ? List.<String>of() : names) {
            List<String> found = EXTENSIONS.stream()
                    .map(name::concat)
                    .filter(present::contains)
                    .toList();
            if (found.isEmpty()) {
                continue;
            }
            used.addAll(found);
            for (String ignored : found.subList(1, found.size())) {
                diagnostics.warning(
                        null,
                        "'" + naming.name(parent.resolve(ignored)) + "' is not read, because '" + found.get(0)
                                + "' exists beside it",
                        "as in Ansible only the first counts; move it into a directory '" + name + "'");
            }
            List<VariableLayer> read = new ArrayList<>();
            collect(parent.resolve(found.get(0)), read, 0);
            layers.put(name, read);
        }
        warnAboutMisspelt(parent, present, used, names);
    }

    /** Files for groups that another inventory has are normal; a name that is almost one of ours is not. */
    private void warnAboutMisspelt(Path parent, Set<String> present, Set<String> used, Collection<String> names) {
        for (String file : present) {
            String name = file.replaceFirst("\\.(yml|yaml|json)$", "");
            if (!used.contains(file) && !file.startsWith(".") && !file.endsWith("~")) {
                Suggestions.closest(name, names)
                        .filter(near -> !present.contains(near + ".yml") && !present.contains(near))
                        .ifPresent(near -> diagnostics.warning(
                                null,
                                "'" + naming.name(parent.resolve(file)) + "' belongs to nothing in the inventory",
                                "did you mean '" + near + "'?"));
            }
        }
    }

    private void collect(Path file, List<VariableLayer> layers, int depth) {
        if (!Files.isDirectory(file)) {
            Map<String, Variable> variables = VariableFile.read(file, naming.name(file), vault, diagnostics);
            if (!variables.isEmpty()) {
                layers.add(new VariableLayer(naming.name(file), variables));
            }
            return;
        }
        for (String child : depth > DEEPEST ? Set.<String>of() : children(file)) {
            Path path = file.resolve(child);
            int dot = child.lastIndexOf('.');
            String extension = dot > 0 ? child.substring(dot) : "";
            boolean hidden = child.startsWith(".") || child.endsWith("~");
            if (!hidden && (Files.isDirectory(path) ? extension.isEmpty() : EXTENSIONS.contains(extension))) {
                collect(path, layers, depth + 1);
            }
        }
    }

    private Set<String> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(parent)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (IOException unreadable) {
            diagnostics.error(
                    null, "'" + naming.name(parent) + "' cannot be read: " + unreadable.getMessage(), "check its mode");
        }
        return names;
    }
}
