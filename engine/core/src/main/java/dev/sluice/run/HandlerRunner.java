package dev.sluice.run;

import dev.sluice.journal.Events;
import dev.sluice.journal.TaskRef;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the handlers of a phase that were called. */
final class HandlerRunner {
    private static final int MOST_ROUNDS = 100;

    private final PhaseContext context;
    private final HostPool pool;
    private final Events events;
    private final Cancellation cancellation;
    private final NotBegun notBegun;
    private final TaskRefs refs;
    private final TurnOrder order;
    private final Action action;

    /** Runs one handler on one host. */
    interface Action {
        /** @param doubt what it depends on whether the handler is called at all; null if it is certain */
        void run(Task handler, TaskRef ref, HostState host, @Nullable String doubt);
    }

    HandlerRunner(
            PhaseContext context,
            HostPool pool,
            Events events,
            Cancellation cancellation,
            NotBegun notBegun,
            TaskRefs refs,
            TurnOrder order,
            Action action) {
        this.context = context;
        this.pool = pool;
        this.events = events;
        this.cancellation = cancellation;
        this.notBegun = notBegun;
        this.refs = refs;
        this.order = order;
        this.action = action;
    }

    /** Runs the handlers that were called, in the order in which they are defined, until none is called any more. */
    void flush(List<HostState> hosts) {
        boolean force = context.phase()
                .keywords()
                .text(Keyword.FORCE_HANDLERS)
                .map(SettingsResolver::truth)
                .orElse(false);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean any = false;
            for (Task handler : context.handlers()) {
                List<HostState> called = hosts.stream()
                        .filter(host -> host.isActive() || force && !host.isUnreachable())
                        .filter(host -> host.isCalled(handler.path()))
                        .toList();
                any |= !called.isEmpty();
                if (!cancellation.isRequested()) {
                    pool.each(
                            events,
                            Integer.MAX_VALUE,
                            called,
                            host -> order.of(handler, host),
                            host -> run(handler, host));
                }
            }
            if (!any || cancellation.isRequested()) {
                return;
            }
        }
    }

    private void run(Task handler, HostState host) {
        HostState.HandlerCall call = host.answer(handler.path());
        String doubt = call == null ? null : call.doubt();
        int frames = host.enterFramesOf(handler.path());
        try {
            action.run(handler, refs.of(handler, true, List.of(host)), host, doubt);
        } finally {
            for (int frame = 0; frame < frames; frame++) {
                host.leave();
            }
        }
    }

    /** Handlers that were called on a host which was lost before their turn came: what they are for is not done. */
    void leaveOut(List<HostState> hosts) {
        for (Task handler : context.handlers()) {
            for (HostState host : hosts) {
                boolean missed = !host.isActive() || cancellation.isRequested();
                if (missed && host.answer(handler.path()) != null) {
                    notBegun.tell(handler, refs.of(handler, true, List.of(host)), host);
                }
            }
        }
    }
}
