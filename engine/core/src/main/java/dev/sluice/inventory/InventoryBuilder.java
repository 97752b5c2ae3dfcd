package dev.sluice.inventory;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Collects hosts, groups and their variables from several sources. What a later source says wins. */
final class InventoryBuilder {
    static final String PRIORITY = "ansible_group_priority";

    private Diagnostics diagnostics;
    private final Map<String, Members> groups = new LinkedHashMap<>();
    private final Map<String, Map<String, Variable>> hosts = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private String file = "";
    private BiFunction<String, Variable, Variable> marking = (name, variable) -> variable;

    /** A group while it is collected. */
    private static final class Members {
        final Set<String> parents = new LinkedHashSet<>();
        final Set<String> children = new LinkedHashSet<>();
        final Set<String> hosts = new LinkedHashSet<>();
        final Map<String, Variable> variables = new LinkedHashMap<>();
        int priority = 1;
    }

    InventoryBuilder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        group(Group.ALL);
        group(Group.UNGROUPED);
        link(Group.ALL, Group.UNGROUPED);
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** Starts another source; hosts remember it as their {@code inventory_file}. */
    void source(String name) {
        file = name;
    }

    /**
     * Reads a source that is encrypted.
     *
     * @param inside takes its problems, which quote it
     * @param secretly makes the variable of a name a secret
     */
    void encrypted(Diagnostics inside, BiFunction<String, Variable, Variable> secretly, Runnable reading) {
        Diagnostics outside = diagnostics;
        diagnostics = inside;
        marking = secretly;
        try {
            reading.run();
        } finally {
            diagnostics = outside;
            marking = (name, variable) -> variable;
        }
    }

    void group(String name) {
        groups.computeIfAbsent(name, absent -> new Members());
    }

    /** The hosts so far. */
    List<String> hostNames() {
        return List.copyOf(hosts.keySet());
    }

    /** Puts a group into another; a circle is reported. */
    void child(String parent, String child, @Nullable Span span) {
        group(parent);
        group(child);
        if (parent.equals(child) || descendants(child).contains(parent)) {
            diagnostics.error(
                    span,
                    "the group '" + child + "' cannot be in '" + parent + "': it contains it",
                    "groups must not contain each other; remove one of the two");
            return;
        }
        link(parent, child);
    }

    private void link(String parent, String child) {
        members(parent).children.add(child);
        members(child).parents.add(parent);
    }

    void host(String group, String host) {
        group(group);
        hosts.computeIfAbsent(host, absent -> new LinkedHashMap<>());
        members(group).hosts.add(host);
        files.put(host, file);
    }

    void hostVariable(String host, String name, Variable variable) {
        hosts.computeIfAbsent(host, absent -> new LinkedHashMap<>()).put(name, marking.apply(name, variable));
    }

    void groupVariable(String group, String name, Variable variable) {
        group(group);
        if (!name.equals(PRIORITY)) {
            members(group).variables.put(name, marking.apply(name, variable));
            return;
        }
        String text = String.valueOf(variable.value()).strip();
        if (text.matches("-?[0-9]{1,9}")) {
            members(group).priority = Integer.parseInt(text);
        } else {
            diagnostics.error(variable.span(), PRIORITY + " must be an integer, and this is '" + text + "'", "");
        }
    }

    private Members members(String group) {
        return java.util.Objects.requireNonNull(groups.get(group));
    }

    private Set<String> descendants(String group) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> waiting = new ArrayDeque<>(members(group).children);
        while (!waiting.isEmpty()) {
            String next = waiting.poll();
            if (found.add(next)) {
                waiting.addAll(members(next).children);
            }
        }
        return found;
    }

    /** Puts parentless groups into {@code all} and hosts without a group into {@code ungrouped}. */
    private void reconcile() {
        groups.forEach((name, members) -> {
            if (members.parents.isEmpty() && !name.equals(Group.ALL)) {
                link(Group.ALL, name);
            }
        });
        Set<String> grouped = new LinkedHashSet<>();
        groups.forEach((name, members) -> {
            if (!name.equals(Group.ALL) && !name.equals(Group.UNGROUPED)) {
                grouped.addAll(members.hosts);
            }
        });
        Members ungrouped = members(Group.UNGROUPED);
        ungrouped.hosts.removeAll(grouped);
        for (String host : hosts.keySet()) {
            if (!grouped.contains(host)) {
                ungrouped.hosts.add(host);
            }
        }
        for (String host : hosts.keySet()) {
            if (groups.containsKey(host)) {
                diagnostics.warning(
                        null, "'" + host + "' is the name of a host and of a group", "rename one; patterns mean both");
            }
        }
    }

    Inventory build(List<VariableFiles> variableFiles) {
        reconcile();
        Map<String, Group> built = new LinkedHashMap<>();
        Map<String, Integer> depths = depths();
        groups.forEach((name, members) -> built.put(
                name,
                new Group(
                        name,
                        List.copyOf(members.parents),
                        List.copyOf(members.children),
                        List.copyOf(members.hosts),
                        java.util.Objects.requireNonNull(depths.get(name)),
                        members.priority)));
        Map<String, Map<String, Variable>> groupVariables = new LinkedHashMap<>();
        groups.forEach((name, members) -> groupVariables.put(name, members.variables));
        return new Inventory(
                new GroupTree(built, new ArrayList<>(hosts.keySet())), hosts, groupVariables, files, variableFiles);
    }

    /** The longest way from {@code all}; there are no circles. */
    private Map<String, Integer> depths() {
        Map<String, Integer> depths = new LinkedHashMap<>();
        groups.keySet().forEach(name -> depth(name, depths));
        return depths;
    }

    private int depth(String name, Map<String, Integer> known) {
        Integer depth = known.get(name);
        if (depth == null) {
            depth = members(name).parents.stream()
                    .map(parent -> depth(parent, known) + 1)
                    .max(Comparator.naturalOrder())
                    .orElse(0);
            known.put(name, depth);
        }
        return depth;
    }
}
