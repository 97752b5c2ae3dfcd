package dev.sluice.run;

import dev.sluice.runbook.Block;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What all tasks of a phase share while it is run. */
final class PhaseContext {
    private final Phase phase;
    private final List<String> hosts;
    private final List<Role> roles;
    private final Map<String, List<Map<String, @Nullable Object>>> varsFiles = new ConcurrentHashMap<>();

    private volatile List<String> batch;
    private volatile List<String> active;

    PhaseContext(Phase phase, List<String> hosts) {
        this.phase = phase;
        this.hosts = List.copyOf(hosts);
        this.batch = this.hosts;
        this.active = this.hosts;
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

    /** The hosts of the current batch ({@code serial}). */
    List<String> batch() {
        return batch;
    }

    void batch(List<String> newBatch) {
        batch = List.copyOf(newBatch);
        active = batch;
    }

    /** The hosts of the batch that are not lost. */
    List<String> active() {
        return active;
    }

    void active(List<String> newActive) {
        active = List.copyOf(newActive);
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
