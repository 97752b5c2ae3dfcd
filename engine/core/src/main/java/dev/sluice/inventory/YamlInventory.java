package dev.sluice.inventory;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Values;
import dev.sluice.spi.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads an inventory in Ansible's YAML format. */
final class YamlInventory {
    private static final List<String> KEYS = List.of("hosts", "vars", "children");
    private static final int DEEPEST = 100;

    private final InventoryBuilder builder;
    private final Diagnostics diagnostics;

    private YamlInventory(InventoryBuilder builder) {
        this.builder = builder;
        this.diagnostics = builder.diagnostics();
    }

    static void read(Node document, InventoryBuilder builder) {
        if (!(document instanceof Node.Mapping mapping)) {
            builder.diagnostics()
                    .error(
                            document.span(),
                            "an inventory is a mapping of groups",
                            "write e.g. 'all:', and below it 'hosts:' with one 'name:' a line");
            return;
        }
        Optional<Node.Entry> plugin = mapping.entry("plugin");
        if (plugin.isPresent()) {
            builder.diagnostics()
                    .error(
                            plugin.get().key().span(),
                            "this configures an inventory plugin of Ansible, which Sluice does not run",
                            "save its result with: ansible-inventory -i FILE --list --yaml --output hosts.yml");
            return;
        }
        YamlInventory reader = new YamlInventory(builder);
        mapping.entries().forEach(entry -> reader.group(entry.key().text(), entry.value(), 0));
    }

    private void group(String name, Node node, int depth) {
        builder.group(name);
        if (isNull(node)) {
            return;
        }
        if (!(node instanceof Node.Mapping mapping) || depth > DEEPEST) {
            diagnostics.error(node.span(), "the group '" + name + "' has 'hosts', 'vars' and 'children'", "");
            return;
        }
        for (Node.Entry entry : mapping.entries()) {
            switch (entry.key().text()) {
                case "hosts" -> each(entry, "hosts", (host, value) -> hosts(name, host, value));
                case "children" ->
                    each(entry, "children", (child, value) -> {
                        builder.child(name, child.text(), child.span());
                        group(child.text(), value, depth + 1);
                    });
                case "vars" ->
                    each(
                            entry,
                            "vars",
                            (variable, value) -> builder.groupVariable(name, variable.text(), variable(value)));
                default -> unexpected(name, entry);
            }
        }
    }

    private void unexpected(String group, Node.Entry entry) {
        String key = entry.key().text();
        String near = Suggestions.didYouMean(key, KEYS);
        diagnostics.error(
                entry.key().span(),
                "the group '" + group + "' cannot have '" + key + "'",
                near.isEmpty()
                        ? "put hosts under 'hosts:', groups under 'children:' and variables under 'vars:'"
                        : near);
    }

    /** A single name is as good as a mapping of one. */
    private void each(Node.Entry section, String kind, BiConsumer<Node.Scalar, Node> use) {
        Node node = section.value();
        if (isNull(node)) {
            return;
        }
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> use.accept(entry.key(), entry.value()));
        } else if (node instanceof Node.Scalar name && !kind.equals("vars")) {
            use.accept(name, new Node.Scalar(name.span(), "", true, ""));
        } else {
            diagnostics.error(
                    node.span(),
                    "'" + kind + "' is a mapping" + (node instanceof Node.Sequence ? ", not a list" : ""),
                    kind.equals("vars") ? "write 'name: value'" : "write 'name:', with a colon and without a dash");
        }
    }

    private void hosts(String group, Node.Scalar pattern, Node value) {
        HostNames hosts;
        try {
            hosts = HostNames.parse(pattern.text());
        } catch (HostNames.InvalidRangeException wrong) {
            diagnostics.error(pattern.span(), String.valueOf(wrong.getMessage()), "");
            return;
        }
        if (!isNull(value) && !(value instanceof Node.Mapping)) {
            diagnostics.error(
                    value.span(), "the variables of a host are a mapping", "write 'name: value' below the host");
        }
        for (String host : hosts.names()) {
            builder.host(group, host);
            if (hosts.port() != null) {
                builder.hostVariable(host, "ansible_port", new Variable(hosts.port(), pattern.span()));
            }
            if (value instanceof Node.Mapping variables) {
                variables
                        .entries()
                        .forEach(entry -> builder.hostVariable(host, entry.key().text(), variable(entry.value())));
            }
        }
    }

    private static Variable variable(Node node) {
        return new Variable(Values.of(node), node.span());
    }

    private static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && Values.of(scalar) == null;
    }
}
