package dev.sluice.run;

import dev.sluice.order.HostVariableMentions;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.state.HostState;
import dev.sluice.task.CallFactory;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which hosts go one after the other in a task because they would disturb each other: those whose tasks act on one machine,
 * and all of them in a task that sets variables and reads those of other hosts. Everything else may go at the same time.
 */
final class HostOrder {
    private static final Set<Keyword> LEAD_ELSEWHERE = Set.of(Keyword.DELEGATE_TO, Keyword.CONNECTION);
    private static final Object TOGETHER = "together";

    private final CallFactory calls;

    HostOrder(CallFactory calls) {
        this.calls = calls;
    }

    /** What a host takes hold of in a task: hosts with the same go one after the other. */
    Object of(Task task, HostState host) {
        if (readsWhatItSets(task)) {
            return TOGETHER;
        }
        boolean elsewhere = task.scope().stream()
                .anyMatch(keywords -> LEAD_ELSEWHERE.stream().anyMatch(keywords::has));
        if (!elsewhere) {
            return host.target().lock();
        }
        try {
            return calls.target(task, host).lock();
        } catch (RuntimeException undecidable) {
            // It needs an item of a loop, or what is not known yet; the task itself reports what is wrong.
            return TOGETHER;
        }
    }

    private boolean readsWhatItSets(Task task) {
        boolean sets = task.keywords().has(Keyword.REGISTER) || calls.setsVariables(task);
        if (!sets) {
            return false;
        }
        HostVariableMentions mentions = new HostVariableMentions();
        task.scope().forEach(keywords -> keywords.entries().values().forEach(entry -> mentions.node(entry.value())));
        Stream.ofNullable(task.arguments()).forEach(mentions::node);
        return mentions.any() || !mentions.hosts().isEmpty();
    }
}
