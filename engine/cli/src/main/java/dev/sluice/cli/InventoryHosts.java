package dev.sluice.cli;

import dev.sluice.inventory.Inventory;
import dev.sluice.inventory.Limit;
import dev.sluice.inventory.VariableLayer;
import dev.sluice.inventory.VaultDecryption;
import dev.sluice.inventory.VaultException;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Span;
import dev.sluice.source.Tagged;
import dev.sluice.variables.EvaluationFailure;
import dev.sluice.variables.Hosts;
import dev.sluice.variables.VariableLayers;
import dev.sluice.variables.WhenUsed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The loaded inventory as a run sees it. */
final class InventoryHosts implements Hosts {
    private final Inventory inventory;
    private final @Nullable Limit limit;
    private final VaultDecryption vault;
    private final Path first;
    private final Map<HostIn, List<VariableLayers.Layer>> variables = new ConcurrentHashMap<>();

    private record HostIn(String host, Path runbooks) {}

    private InventoryHosts(Inventory inventory, @Nullable Limit limit, VaultDecryption vault, Path first) {
        this.inventory = inventory;
        this.limit = limit;
        this.vault = vault;
        this.first = first;
    }

    static InventoryHosts of(
            Inventory inventory,
            List<String> sources,
            @Nullable String limit,
            Path directory,
            VaultDecryption vault,
            Diagnostics diagnostics) {
        Limit read = limit == null ? null : inventory.limit(limit, directory, diagnostics);
        Path first = sources.isEmpty() ? Path.of("") : directory.resolve(sources.get(0));
        return new InventoryHosts(inventory, read, vault, first);
    }

    @Override
    public boolean isLimited() {
        return limit != null;
    }

    @Override
    public List<String> matching(String pattern) {
        return matching(pattern, null, new Diagnostics());
    }

    @Override
    public List<String> matching(String pattern, @Nullable Span span, Diagnostics diagnostics) {
        return inventory.hosts(pattern, limit, span, diagnostics);
    }

    @Override
    public List<VariableLayers.Layer> variables(String host, Path directory) {
        return variables.computeIfAbsent(
                new HostIn(host, directory), key -> layers(inventory.besideRunbooksIn(directory), host));
    }

    private List<VariableLayers.Layer> layers(Inventory seen, String host) {
        List<VariableLayers.Layer> layers = new ArrayList<>();
        for (VariableLayer layer : seen.variables(host)) {
            layers.add(new VariableLayers.Layer(decrypted(layer.values()), false));
        }
        return layers;
    }

    private Map<String, @Nullable Object> decrypted(Map<String, @Nullable Object> values) {
        return new WhenUsed(values, this::decrypted);
    }

    private @Nullable Object decrypted(@Nullable Object value) {
        if (value instanceof Tagged tagged && tagged.tag().equals("!vault")) {
            try {
                return vault.decrypt(tagged);
            } catch (VaultException closed) {
                throw new EvaluationFailure(String.valueOf(closed.getMessage()), closed.hint(), tagged.span());
            }
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(decrypted(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(String.valueOf(key), decrypted(each)));
            return entries;
        }
        return value;
    }

    @Override
    public Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        inventory.groups().keySet().forEach(name -> groups.put(name, inventory.hostsOf(name)));
        return groups;
    }

    @Override
    public List<String> groupsOf(String host) {
        return inventory.groupNames(host);
    }

    @Override
    public List<String> all() {
        return inventory.hosts();
    }

    @Override
    public String directory() {
        Path directory = Files.isDirectory(first) ? first : first.getParent();
        return directory == null ? "" : directory.normalize().toString();
    }

    @Override
    public String file() {
        return first.toString();
    }
}
