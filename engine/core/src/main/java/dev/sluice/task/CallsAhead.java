package dev.sluice.task;

import dev.sluice.journal.TaskRef;
import dev.sluice.state.HostState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of each host that were carried out before their turn. Thread-safe for different hosts. */
final class CallsAhead {
    private final Map<String, List<BundledCall>> ahead = new ConcurrentHashMap<>();

    /** Notes what was carried out for a host that is not ahead. */
    void put(HostState host, List<BundledCall> calls) {
        ahead.put(host.name(), new ArrayList<>(calls));
    }

    boolean isAhead(HostState host) {
        return !of(host).isEmpty();
    }

    /** The call of a task. */
    Optional<Call> find(TaskRef task, HostState host) {
        return of(host).stream()
                .map(BundledCall::call)
                .filter(call -> call.task().id().equals(task.id()))
                .findFirst();
    }

    /** What was carried out of a call whose turn has come. */
    Optional<BundledCall> take(Call call) {
        List<BundledCall> calls = of(call.host());
        Optional<BundledCall> own =
                calls.stream().filter(each -> each.call() == call).findFirst();
        own.ifPresent(calls::remove);
        return own;
    }

    private List<BundledCall> of(HostState host) {
        return ahead.getOrDefault(host.name(), new ArrayList<>());
    }
}
