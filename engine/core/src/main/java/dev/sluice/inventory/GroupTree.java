package dev.sluice.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The groups and who is in them. Immutable. */
final class GroupTree {
    private static final Comparator<Group> PRECEDENCE = Comparator.comparingInt(Group::depth)
            .thenComparingInt(Group::priority)
            .thenComparing(Group::name);

    private final Map<String, Group> groups;
    private final List<String> hosts;
    private final Map<String, List<String>> members = new LinkedHashMap<>();
    private final Map<String, Set<String>> groupsOfHosts = new LinkedHashMap<>();

    GroupTree(Map<String, Group> groups, List<String> hosts) {
        this.groups = groups;
        this.hosts = List.copyOf(hosts);
        groups.keySet().forEach(name -> members.put(name, collectHosts(name)));
        members.forEach((group, names) -> names.forEach(host -> groupsOfHosts
                .computeIfAbsent(host, absent -> new LinkedHashSet<>())
                .add(group)));
    }

    Map<String, Group> groups() {
        return groups;
    }

    /** Every host, in the order of the sources. */
    List<String> hosts() {
        return hosts;
    }

    /** The hosts in a group and in those below it, breadth first, as Ansible orders them. */
    List<String> hosts(String group) {
        return members.getOrDefault(group, List.of());
    }

    private List<String> collectHosts(String name) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>(List.of(name));
        Deque<String> waiting = new ArrayDeque<>(seen);
        while (!waiting.isEmpty()) {
            Group group = Objects.requireNonNull(groups.get(waiting.poll()));
            found.addAll(group.hosts());
            group.children().stream().filter(seen::add).forEach(waiting::add);
        }
        return List.copyOf(found);
    }

    /** The groups that a host is in, directly or not, without {@code all}, those whose variables win last. */
    List<Group> groupsOf(String host) {
        List<Group> found = new ArrayList<>();
        for (String name : groupsOfHosts.getOrDefault(host, Set.of())) {
            if (!name.equals(Group.ALL)) {
                found.add(Objects.requireNonNull(groups.get(name)));
            }
        }
        found.sort(PRECEDENCE);
        return found;
    }
}
