package dev.sluice.inventory;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hosts, groups and their variables. Immutable. */
public final class Inventory {
    /** Names that mean the controller even if the inventory does not mention them. */
    static final Set<String> LOCALHOST = Set.of("localhost", "127.0.0.1", "::1");

    private final GroupTree tree;
    private final Map<String, Map<String, Variable>> hostVariables;
    private final Map<String, Map<String, Variable>> groupVariables;
    private final Map<String, String> files;
    private final List<VariableFiles> variableFiles;

    Inventory(
            GroupTree tree,
            Map<String, Map<String, Variable>> hostVariables,
            Map<String, Map<String, Variable>> groupVariables,
            Map<String, String> files,
            List<VariableFiles> variableFiles) {
        this.tree = tree;
        this.hostVariables = hostVariables;
        this.groupVariables = groupVariables;
        this.files = files;
        this.variableFiles = variableFiles;
    }

    /** The same, without what lies beside runbooks of other directories than this one. */
    public Inventory besideRunbooksIn(Path directory) {
        Path wanted = directory.toAbsolutePath().normalize();
        return new Inventory(
                tree,
                hostVariables,
                groupVariables,
                files,
                variableFiles.stream().filter(each -> each.countsIn(wanted)).toList());
    }

    /** Every host, in the order of the sources; without the implicit localhost. */
    public List<String> hosts() {
        return tree.hosts();
    }

    /** Whether a host is in the inventory. */
    public boolean contains(String host) {
        return hostVariables.containsKey(host);
    }

    /** Whether a name means the controller without being in the inventory. */
    public boolean isImplicitLocalhost(String host) {
        return LOCALHOST.contains(host) && !contains(host);
    }

    /** The groups by name, {@code all} and {@code ungrouped} first. */
    public Map<String, Group> groups() {
        return tree.groups();
    }

    /** The hosts in a group and in those below it; empty if there is no such group. */
    public List<String> hostsOf(String group) {
        return tree.hosts(group);
    }

    /** The names of the groups that a host is in, sorted, without {@code all}: Ansible's {@code group_names}. */
    public List<String> groupNames(String host) {
        return tree.groupsOf(host).stream().map(Group::name).sorted().toList();
    }

    /**
     * The hosts that a pattern means, in order. Parts that match nothing are reported.
     *
     * @param pattern as in {@code hosts:}, already rendered
     * @param limit restricts the result; null for no limit
     * @param span where the pattern is written; null for the command line
     * @return possibly the implicit localhost, if the pattern names it
     */
    public List<String> hosts(String pattern, @Nullable Limit limit, @Nullable Span span, Diagnostics diagnostics) {
        List<String> matched = new HostPattern(tree, span, diagnostics).evaluate(HostPattern.split(pattern));
        return limit == null
                ? matched
                : matched.stream().filter(limit.hosts()::contains).toList();
    }

    /** As above, for a pattern given as a list. */
    public List<String> hosts(
            List<String> patterns, @Nullable Limit limit, @Nullable Span span, Diagnostics diagnostics) {
        return hosts(String.join(",", patterns), limit, span, diagnostics);
    }

    /**
     * Reads a {@code --limit}.
     *
     * @param text a pattern; {@code @file} stands for a file with one pattern a line
     * @param workingDirectory where such a file is looked up
     */
    public Limit limit(String text, Path workingDirectory, Diagnostics diagnostics) {
        return Limit.read(text, workingDirectory, tree, diagnostics);
    }

    /**
     * The variables of a host in Ansible's order of precedence, lowest first: group variables of the inventory
     * ({@code all}, then parents before children, priorities, names), {@code group_vars/all}, {@code group_vars/*}, host
     * variables of the inventory, {@code host_vars/*}; beside the inventory before beside the runbook.
     *
     * @param host also one that the inventory does not mention
     */
    public List<VariableLayer> variables(String host) {
        List<VariableLayer> layers = new ArrayList<>();
        List<Group> groups = tree.groupsOf(host);
        add(layers, "inventory group " + Group.ALL, groupVariables.get(Group.ALL));
        groups.forEach(group -> add(layers, "inventory group " + group.name(), groupVariables.get(group.name())));
        variableFiles.forEach(each -> layers.addAll(each.group(Group.ALL)));
        for (boolean runbook : new boolean[] {false, true}) {
            for (VariableFiles each : variableFiles) {
                if (each.besideRunbook() == runbook) {
                    groups.forEach(group -> layers.addAll(each.group(group.name())));
                }
            }
        }
        if (isImplicitLocalhost(host)) {
            add(layers, "implicit localhost", Map.of("ansible_connection", new Variable("local", null)));
        }
        add(layers, "inventory host " + host, hostVariables.get(host));
        variableFiles.forEach(each -> layers.addAll(each.host(host)));
        return layers;
    }

    private static void add(List<VariableLayer> layers, String origin, @Nullable Map<String, Variable> variables) {
        if (variables != null && !variables.isEmpty()) {
            layers.add(new VariableLayer(origin, variables));
        }
    }

    /** The variables of a host, each with the value that wins. */
    public Map<String, Variable> merged(String host) {
        Map<String, Variable> merged = new LinkedHashMap<>();
        variables(host).forEach(layer -> merged.putAll(layer.variables()));
        return merged;
    }

    /**
     * What Ansible tells every host about itself: {@code inventory_hostname}, {@code inventory_hostname_short},
     * {@code group_names}, {@code groups}, and, for hosts of the inventory, {@code inventory_file} and
     * {@code inventory_dir}.
     */
    public Map<String, Object> magic(String host) {
        Map<String, Object> magic = new LinkedHashMap<>();
        magic.put("inventory_hostname", host);
        magic.put("inventory_hostname_short", host.split("\\.", 2)[0]);
        magic.put("group_names", groupNames(host));
        Map<String, Object> groups = new LinkedHashMap<>();
        tree.groups().keySet().forEach(name -> groups.put(name, tree.hosts(name)));
        magic.put("groups", groups);
        String file = files.getOrDefault(host, "");
        if (!file.isEmpty()) {
            Path parent = Path.of(file).getParent();
            magic.put("inventory_file", file);
            magic.put("inventory_dir", parent == null ? "." : parent.toString());
        }
        return magic;
    }
}
