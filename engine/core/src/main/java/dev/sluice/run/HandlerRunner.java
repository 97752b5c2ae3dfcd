package dev.sluice.run;

import dev.sluice.journal.TaskRef;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.RunContext;
import dev.sluice.variables.SettingsResolver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the handlers of a phase that were called. */
final class HandlerRunner {
    private static final int MOST_ROUNDS = 100;

    private final RunContext run;
    private final PhaseContext context;
    private final PhaseTasks tasks;
    private final NotBegun notBegun;
    private final Action action;

    /** Runs one handler on one host. */
    interface Action {
        /** @param doubt what it depends on whether the handler is called at all; null if it is certain */
        void run(Task handler, TaskRef ref, HostState host, @Nullable String doubt);
    }

    HandlerRunner(RunContext run, PhaseContext context, PhaseTasks tasks, NotBegun notBegun, Action action) {
        this.run = run;
        this.context = context;
        this.tasks = tasks;
        this.notBegun = notBegun;
        this.action = action;
    }

    /**
     * Runs the handlers that were called, in the order in which they are defined, until none is called any more.
     *
     * @param occasion where in the phase that is; empty for the end of its tasks
     */
    void flush(List<HostState> hosts, String occasion) {
        boolean force = context.phase()
                .keywords()
                .text(Keyword.FORCE_HANDLERS)
                .map(SettingsResolver::truth)
                .orElse(false);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean any = false;
            String at = occasion + (round == 0 ? "" : "#" + (round + 1));
            for (Task handler : context.handlers()) {
                List<HostState> called = hosts.stream()
                        .filter(host -> host.isActive() || force && !host.isUnreachable())
                        .filter(host -> host.isCalled(handler.path()))
                        .toList();
                any |= !called.isEmpty();
                if (!run.cancellation().isRequested()) {
                    run.pool()
                            .each(
                                    run.events(),
                                    Integer.MAX_VALUE,
                                    called,
                                    host -> tasks.order().of(handler, host),
                                    host -> run(handler, host, at));
                }
            }
            if (!any || run.cancellation().isRequested()) {
                return;
            }
        }
    }

    private void run(Task handler, HostState host, String occasion) {
        String before = host.occasion(occasion);
        HostState.HandlerCall call = host.answer(handler.path());
        String doubt = call == null ? null : call.doubt();
        int frames = host.enterFramesOf(handler.path());
        try {
            action.run(handler, tasks.refs().of(handler, true, List.of(host)), host, doubt);
        } finally {
            for (int frame = 0; frame < frames; frame++) {
                host.leave();
            }
            host.occasion(before);
        }
    }

    /**
     * Tells of handlers that were called on a host which was lost before their turn came: what they are for is not done.
     *
     * @param occasion as in {@link #flush}
     */
    void leaveOut(List<HostState> hosts, String occasion) {
        for (Task handler : context.handlers()) {
            for (HostState host : hosts) {
                boolean missed = !host.isActive() || run.cancellation().isRequested();
                if (missed && host.answer(handler.path()) != null) {
                    notBegun.tell(
                            handler,
                            tasks.refs().of(handler, true, List.of(host)).on(occasion),
                            host);
                }
            }
        }
    }
}
