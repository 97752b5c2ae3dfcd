package dev.sluice.run;

import dev.sluice.runbook.Block;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What all tasks of a phase share while it is run. */
final class PhaseContext {
    private final Phase phase;
    private final List<String> hosts;
    private final List<Role> roles;
    private final Map<String, List<Map<String, @Nullable Object>>> varsFiles = new ConcurrentHashMap<>();

    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    private volatile List<String> batch;

    PhaseContext(Phase phase, List<String> hosts) {
        this.phase = phase;
        this.hosts = List.copyOf(hosts);
        this.batch = this.hosts;
        List<Role> found = new ArrayList<>();
        phase.roles().forEach(item -> collectRoles(item, found));
        this.roles = List.copyOf(found);
    }

    private static void collectRoles(Item item, List<Role> found) {
        if (item.role() != null && !found.contains(item.role())) {
            found.add(item.role());
        }
        if (item instanceof Block block) {
            block.body().forEach(each -> collectRoles(each, found));
        }
    }

    Phase phase() {
        return phase;
    }

    /** Every host of the phase. */
    List<String> hosts() {
        return hosts;
    }

    /** The hosts of the current batch ({@code serial}) that are not lost. */
    List<String> batch() {
        return batch.stream().filter(host -> !lost.contains(host)).toList();
    }

    void batch(List<String> newBatch) {
        batch = List.copyOf(newBatch);
    }

    /** The hosts of the phase, in all batches, that are not lost. */
    List<String> active() {
        return hosts.stream().filter(host -> !lost.contains(host)).toList();
    }

    /** Notes which of some hosts are lost by now. */
    void look(List<HostState> some) {
        for (HostState host : some) {
            if (host.isGivenUp()) {
                lost.add(host.name());
            } else {
                lost.remove(host.name());
            }
        }
    }

    /** The roles listed in the phase; their defaults and variables are visible to the whole phase. */
    List<Role> roles() {
        return roles;
    }

    /** The variables of the phase's files for a host, once they are loaded. */
    List<Map<String, @Nullable Object>> varsFiles(String host) {
        return varsFiles.getOrDefault(host, List.of());
    }

    void varsFiles(String host, List<Map<String, @Nullable Object>> variables) {
        varsFiles.put(host, variables);
    }
}
