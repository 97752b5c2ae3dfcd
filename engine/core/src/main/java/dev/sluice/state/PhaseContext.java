package dev.sluice.state;

import dev.sluice.runbook.Block;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Role;
import dev.sluice.runbook.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all tasks of a phase share while it is run. */
public final class PhaseContext {
    private final Phase phase;
    private final List<String> hosts;
    private final List<Role> roles;
    private volatile List<Task> handlers;
    private final Map<String, List<Map<String, @Nullable Object>>> varsFiles = new ConcurrentHashMap<>();

    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    private volatile List<String> batch;
    private volatile boolean ended;

    public PhaseContext(Phase phase, List<String> hosts) {
        this.phase = phase;
        this.hosts = List.copyOf(hosts);
        this.batch = this.hosts;
        this.handlers = List.copyOf(phase.handlers());
        this.roles = new CopyOnWriteArrayList<>();
        phase.sections().inOrder().forEach(this::expose);
    }

    /** The handlers of the phase and of what was included up to now, in the order in which they came. */
    public List<Task> handlers() {
        return handlers;
    }

    /** Adds handlers that an include brought; those that came before by the same way give place. */
    public synchronized void addHandlers(List<Task> more) {
        Set<String> paths = more.stream().map(Task::path).collect(Collectors.toSet());
        List<Task> all = new ArrayList<>(handlers);
        all.removeIf(known -> paths.contains(known.path()));
        all.addAll(more);
        handlers = List.copyOf(all);
    }

    /** Makes the defaults and variables of the roles in a block visible to the whole phase. */
    public synchronized void expose(Item item) {
        if (item.role() != null && !roles.contains(item.role())) {
            roles.add(item.role());
        }
        if (item instanceof Block block) {
            block.body().forEach(this::expose);
        }
    }

    public Phase phase() {
        return phase;
    }

    /** Every host of the phase. */
    public List<String> hosts() {
        return hosts;
    }

    /** The hosts of the current batch ({@code serial}) that are not lost. */
    public List<String> batch() {
        return batch.stream().filter(host -> !lost.contains(host)).toList();
    }

    /** Whether the current batch has one host, which waits for no other between two tasks. */
    public boolean isAlone() {
        return batch.size() == 1;
    }

    /** Notes that the phase ends with this batch ({@code meta: end_play}). */
    public void end() {
        ended = true;
    }

    /** Whether no further batch is run. */
    public boolean isEnded() {
        return ended;
    }

    public void batch(List<String> newBatch) {
        batch = List.copyOf(newBatch);
    }

    /** The hosts of the phase, in all batches, that are not lost. */
    List<String> active() {
        return hosts.stream().filter(host -> !lost.contains(host)).toList();
    }

    /** Notes which of some hosts are lost by now. */
    public void look(List<HostState> some) {
        for (HostState host : some) {
            if (host.isGivenUp()) {
                lost.add(host.name());
            } else {
                lost.remove(host.name());
            }
        }
    }

    /** The roles listed in the phase or imported, and those that are included with {@code public}; their defaults and variables are visible to the whole phase. */
    public List<Role> roles() {
        return roles;
    }

    /** The names of the roles that the phase lists. */
    List<String> listedRoles() {
        return phase.sections().roles().stream()
                .flatMap(item -> Stream.ofNullable(item.role()))
                .map(Role::name)
                .distinct()
                .toList();
    }

    /** The names of all roles of the phase, with those that they depend on. */
    List<String> roleNames() {
        return roles.stream().map(Role::name).distinct().toList();
    }

    /** The variables of the phase's files for a host, once they are loaded. */
    public List<Map<String, @Nullable Object>> varsFiles(String host) {
        return varsFiles.getOrDefault(host, List.of());
    }

    public void varsFiles(String host, List<Map<String, @Nullable Object>> variables) {
        varsFiles.put(host, variables);
    }
}
