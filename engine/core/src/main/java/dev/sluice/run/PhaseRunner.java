package dev.sluice.run;

import dev.sluice.control.ControlCall;
import dev.sluice.control.ControlRunner;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.runbook.Block;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Task;
import dev.sluice.state.HostState;
import dev.sluice.state.PhaseContext;
import dev.sluice.state.RunContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of a phase over its hosts: in lockstep as Ansible's {@code linear} strategy does, or each host by itself
 * ({@code free}). Blocks are walked as they are nested, so {@code rescue} and {@code always} need no bookkeeping.
 */
final class PhaseRunner implements ControlCall.Steered {
    private final RunContext run;
    private final PhaseContext context;
    private final Phase phase;
    private final PhaseTasks tasks;
    private final HostTaskRunner executor;
    private final ControlRunner control;
    private final NotBegun notBegun;
    private final HandlerRunner handlers;
    private List<HostState> batch = List.of();
    private PhaseSizes sizes = new PhaseSizes(List.of(), 100);

    PhaseRunner(
            RunContext run, PhaseContext context, PhaseTasks tasks, HostTaskRunner executor, ControlRunner control) {
        this.run = run;
        this.context = context;
        this.phase = context.phase();
        this.tasks = tasks;
        this.executor = executor;
        this.control = control;
        this.notBegun = new NotBegun(run, tasks);
        this.handlers = new HandlerRunner(run, context, tasks, notBegun, this::handler);
    }

    /** Runs everything on a batch of hosts that have begun the phase. */
    void run(List<HostState> hosts, PhaseSizes limits) {
        batch = hosts;
        sizes = limits;
        Phase.Sections sections = phase.sections();
        section(sections.preTasks(), hosts, "@pre_tasks");
        section(sections.main(), hosts, "");
        section(sections.postTasks(), hosts, "@post_tasks");
    }

    /** Tells that hosts which were lost, or all if the run is stopped, take no part. */
    void leaveOut(List<HostState> hosts) {
        phase.sections().inOrder().forEach(item -> notBegun.tell(item, hosts));
    }

    /** Tells that hosts take no part for a reason that lies with others. */
    void leaveOut(List<HostState> hosts, String because) {
        phase.sections().inOrder().forEach(item -> notBegun.tell(item, hosts, because));
    }

    private void section(List<Item> items, List<HostState> hosts, String occasion) {
        if ("free".equals(phase.keywords().text(Keyword.STRATEGY).orElse(""))) {
            run.pool().each(run.events(), hosts, host -> {
                items(items, List.of(host));
                handlers.flush(List.of(host), occasion);
                handlers.leaveOut(List.of(host), occasion);
            });
        } else {
            items(items, hosts);
            handlers.flush(hosts, occasion);
            handlers.leaveOut(hosts, occasion);
        }
    }

    @Override
    public void ended(Task task, TaskRef ref, HostState host, TaskReport report) {
        executor.ended(task, ref, host, report);
    }

    @Override
    public void items(List<Item> items, List<HostState> hosts) {
        for (Item item : items) {
            List<HostState> active =
                    hosts.stream().filter(host -> isGoingOn(host)).toList();
            context.look(hosts);
            notBegun.tell(item, hosts.stream().filter(host -> !isGoingOn(host)).toList());
            if (active.isEmpty()) {
                continue;
            }
            if (item instanceof Task task) {
                task(task, active);
            } else if (item instanceof Block block) {
                block(block, active);
            }
        }
    }

    /** What was carried out already is told, whatever happened meanwhile. */
    private boolean isGoingOn(HostState host) {
        return host.isActive() && !run.cancellation().isRequested() || executor.isAhead(host);
    }

    private void task(Task task, List<HostState> hosts) {
        if (!tasks.tags().selects(task) && !control.isAlwaysSelected(task)) {
            return;
        }
        TaskRef ref = tasks.refs().of(task, false, hosts);
        boolean once = tasks.flags().isSet(task, Keyword.RUN_ONCE, hosts.get(0));
        if (control.isControl(task)) {
            control(task, ref, hosts, once);
            return;
        }
        if (once) {
            new RunOnce(ref, hosts)
                    .on(first -> run.pool().each(run.events(), List.of(first), host -> executor.run(task, ref, host)));
        } else {
            run.pool()
                    .each(
                            run.events(),
                            tasks.flags().throttle(task, hosts.get(0)),
                            hosts,
                            host -> tasks.order().of(task, host),
                            host -> executor.run(task, ref, host));
        }
        if (isFatal(task, hosts)) {
            hosts.stream().filter(HostState::isActive).forEach(host -> host.fail(ref));
        }
    }

    /** Whether so many hosts failed that none goes on ({@code any_errors_fatal}, {@code max_fail_percentage}). */
    private boolean isFatal(Task task, List<HostState> hosts) {
        if (hosts.stream().noneMatch(HostState::isGivenUp)) {
            return false;
        }
        return tasks.flags().isSet(task, Keyword.ANY_ERRORS_FATAL, hosts.get(0)) || Batches.isTooMany(sizes, batch);
    }

    /** What one host includes alone stays its own; the variables that it includes are everyone's. */
    private void control(Task task, TaskRef ref, List<HostState> hosts, boolean once) {
        if (once && control.givesVariables(task)) {
            new RunOnce(ref, hosts).on(first -> control.run(new ControlCall(task, ref, List.of(first), this)));
        } else {
            boolean alone = once && control.includes(task);
            control.run(new ControlCall(task, ref, alone ? hosts.subList(0, 1) : hosts, this));
        }
    }

    private void block(Block block, List<HostState> hosts) {
        if (block.once().isEmpty()) {
            parts(block, hosts);
            return;
        }
        Map<HostState, Integer> tasksBefore = new LinkedHashMap<>();
        hosts.stream().filter(host -> !host.hasDone(block.once())).forEach(host -> tasksBefore.put(host, host.tasks()));
        parts(block, List.copyOf(tasksBefore.keySet()));
        tasksBefore.forEach((host, before) -> {
            if (host.tasks() > before) {
                host.done(block.once());
            }
        });
    }

    private void parts(Block block, List<HostState> hosts) {
        boolean rescued = !block.rescue().isEmpty();
        if (rescued) {
            hosts.forEach(HostState::enterRescue);
        }
        items(block.body(), hosts);
        if (rescued) {
            hosts.forEach(HostState::leaveRescue);
        }
        List<HostState> failed = hosts.stream()
                .filter(host -> host.failedTask() != null && !host.isUnreachable())
                .toList();
        if (rescued && !failed.isEmpty() && !run.cancellation().isRequested()) {
            failed.forEach(HostState::recover);
            items(block.rescue(), failed);
        }
        if (!block.always().isEmpty()) {
            always(block.always(), hosts);
        }
    }

    /** Hosts that were lost in the block do this too and stay lost. */
    private void always(List<Item> items, List<HostState> hosts) {
        Map<HostState, TaskRef> lost = new LinkedHashMap<>();
        for (HostState host : hosts) {
            TaskRef failure = host.failedTask();
            if (failure != null && !host.isUnreachable()) {
                lost.put(host, failure);
                host.recover();
            }
        }
        items(items, hosts);
        lost.forEach((host, failure) -> {
            if (host.failedTask() == null) {
                host.fail(failure);
            }
        });
    }

    @Override
    public boolean predicts() {
        return run.predicts();
    }

    @Override
    public void flushHandlers(TaskRef at, List<HostState> hosts) {
        handlers.flush(hosts, "@" + at.id());
    }

    private void handler(Task handler, TaskRef ref, HostState host, @Nullable String doubt) {
        String before = host.doubt(doubt);
        try {
            if (control.isControl(handler)) {
                control.run(new ControlCall(handler, ref, List.of(host), this));
            } else {
                executor.run(handler, ref, host);
            }
        } finally {
            host.doubt(before);
        }
    }
}
