package dev.sluice.cli;

import dev.sluice.inventory.Group;
import dev.sluice.inventory.Inventory;
import dev.sluice.source.SecretKeys;
import dev.sluice.source.Tagged;
import dev.sluice.spi.value.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An inventory in the forms of {@code ansible-inventory}; a value that is encrypted or named like a secret is hidden. */
final class InventoryView {
    private final Inventory inventory;

    InventoryView(Inventory inventory) {
        this.inventory = inventory;
    }

    /** {@code _meta.hostvars} and each group with its hosts and children. */
    Map<String, Object> list() {
        Map<String, Object> hosts = new TreeMap<>();
        for (String host : inventory.hosts()) {
            Map<String, @Nullable Object> variables = variables(host);
            if (!variables.isEmpty()) {
                hosts.put(host, variables);
            }
        }
        Map<String, Object> groups = new TreeMap<>();
        groups.put("_meta", Map.of("hostvars", hosts));
        for (Group group : inventory.groups().values()) {
            Map<String, Object> members = new TreeMap<>();
            if (!group.children().isEmpty()) {
                members.put("children", group.children());
            }
            // Every host is in 'all'; those that are in no other group are told by 'ungrouped'.
            if (!group.hosts().isEmpty() && !group.name().equals(Group.ALL)) {
                members.put("hosts", group.hosts());
            }
            if (!members.isEmpty()) {
                groups.put(group.name(), members);
            }
        }
        return groups;
    }

    /** A tree of groups, and below each the groups and hosts in it. */
    String graph() {
        StringBuilder text = new StringBuilder();
        graph(Group.ALL, 0, text);
        return text.toString();
    }

    private void graph(String name, int depth, StringBuilder text) {
        line("@" + name + ":", depth, text);
        Group group = inventory.groups().get(name);
        if (group == null) {
            return;
        }
        group.children().forEach(child -> graph(child, depth + 1, text));
        if (!name.equals(Group.ALL)) {
            group.hosts().forEach(host -> line(host, depth + 1, text));
        }
    }

    private static void line(String what, int depth, StringBuilder text) {
        text.append(depth == 0 ? "" : "  |".repeat(depth) + "--").append(what).append('\n');
    }

    /** The variables of a host as the inventory has them, by name. */
    Map<String, @Nullable Object> variables(String host) {
        Map<String, @Nullable Object> shown = new TreeMap<>();
        inventory.merged(host).forEach((name, variable) -> shown.put(name, shown(name, variable.value())));
        return shown;
    }

    private static @Nullable Object shown(String name, @Nullable Object value) {
        boolean template = value instanceof String text && text.contains("{{");
        boolean hidden = value instanceof Secret
                || value instanceof Tagged tagged && (tagged.tag().equals("!vault") || tagged.isSecretTemplate());
        if (hidden || SecretKeys.isSecret(name) && value != null && !template) {
            return Secret.REDACTED;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(String.valueOf(key), shown(String.valueOf(key), each)));
            return entries;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(each -> items.add(shown(name, each)));
            return items;
        }
        return value instanceof Tagged tagged ? tagged.text() : value;
    }
}
