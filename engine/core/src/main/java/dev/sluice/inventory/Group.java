package dev.sluice.inventory;

import java.util.List;

/**
 * A group of hosts.
 *
 * @param name its name
 * @param parents the groups that it is directly in
 * @param children the groups that are directly in it
 * @param hosts the hosts that are directly in it
 * @param depth how many groups deep it is below {@code all}, on the longest way
 * @param priority {@code ansible_group_priority}: among groups of equal depth, a higher one wins
 */
// More than five: one for each thing that an inventory says about a group.
public record Group(
        String name, List<String> parents, List<String> children, List<String> hosts, int depth, int priority) {
    /** The group that every host is in. */
    public static final String ALL = "all";

    /** The group of the hosts that are in no other. */
    public static final String UNGROUPED = "ungrouped";
}
