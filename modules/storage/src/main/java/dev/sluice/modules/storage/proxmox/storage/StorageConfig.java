package dev.sluice.modules.storage.proxmox.storage;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The definitions of storages, by id, with the properties asked for: Proxmox VE adds others of its own accord whenever
 * it writes the file. From {@code /etc/pve/storage.cfg}:
 *
 * <pre>
 * lvmthin: local-lvm
 *         thinpool data
 *         vgname pve
 *         content rootdir,images
 * </pre>
 *
 * <p>The storage {@code local} exists even if the file does not mention it.
 *
 * @param asked names of properties
 */
public record StorageConfig(Set<String> asked) implements ShellFact<List<Storage>> {
    static final Set<String> USUAL =
            Set.of("content", "disable", "export", "nodes", "path", "pool", "server", "shared", "thinpool", "vgname");
    static final Comparator<Storage> ORDER = Comparator.comparing(Storage::id);
    private static final Pattern HEAD = Pattern.compile("([a-z0-9]+):\\s*(\\S+)\\s*");
    private static final Pattern PROPERTY = Pattern.compile("\\s+(\\S+)(?:\\s+(.*?))?\\s*");

    public StorageConfig {
        asked = Set.copyOf(asked);
    }

    /** The question about the usual properties and some more. */
    static StorageConfig of(Set<String> more) {
        Set<String> all = new java.util.TreeSet<>(USUAL);
        all.addAll(more);
        return new StorageConfig(all);
    }

    @Override
    public Set<Name> names() {
        return Name.programs("pvesm", "/etc/pve/storage.cfg");
    }

    @Override
    public String describe() {
        return "the definitions of storages";
    }

    @Override
    public Script script() {
        return Script.of("""
                PATH=$PATH:/usr/sbin:/sbin
                command -v pvesm >/dev/null || { echo 'pvesm is not installed: this is not a Proxmox VE host' >&2; exit 3; }
                [ -r /etc/pve ] || { echo 'only root may read /etc/pve: set become: true' >&2; exit 3; }
                [ ! -e /etc/pve/storage.cfg ] || cat /etc/pve/storage.cfg
                """);
    }

    @Override
    public List<Storage> parse(Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(describe(), output.errorText().strip());
        }
        List<Storage> storages = new ArrayList<>();
        boolean inside = false;
        for (String line : output.text().lines().toList()) {
            Matcher head = HEAD.matcher(line);
            Matcher property = PROPERTY.matcher(line);
            if (line.isBlank() || line.strip().startsWith("#")) {
                inside = inside && !line.isBlank();
            } else if (head.matches()) {
                inside = true;
                storages.add(new Storage(head.group(2), head.group(1), new TreeMap<>()));
            } else if (property.matches() && inside) {
                add(storages.get(storages.size() - 1), property.group(1), property.group(2));
            } else {
                throw new UnparsableOutputException(
                        describe(), "expected 'type: id' or an indented property but got: " + line);
            }
        }
        return completed(storages);
    }

    private void add(Storage storage, String name, String value) {
        if (asked.contains(name)) {
            String text = value == null ? "1" : value;
            storage.properties().put(name, name.equals("content") ? StorageTypes.sorted(text) : text);
        }
    }

    private List<Storage> completed(List<Storage> storages) {
        if (storages.stream().noneMatch(each -> each.id().equals("local"))) {
            Map<String, String> properties =
                    new TreeMap<>(Map.of("path", "/var/lib/vz", "content", "backup,iso,vztmpl"));
            properties.keySet().retainAll(asked);
            storages.add(new Storage("local", "dir", properties));
        }
        if (asked.contains("content")) {
            storages.forEach(each ->
                    each.properties().computeIfAbsent("content", name -> StorageTypes.defaultContent(each.type())));
        }
        return storages.stream().sorted(ORDER).toList();
    }
}
