package dev.sluice.run;

import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Status;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.runbook.Block;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of a phase over its hosts: in lockstep as Ansible's {@code linear} strategy does, or each host by itself
 * ({@code free}). Blocks are walked as they are nested, so {@code rescue} and {@code always} need no bookkeeping.
 */
final class PhaseRunner {
    private final Phase phase;
    private final PhaseContext context;
    private final TaskRunner tasks;
    private final TagFilter tags;
    private final HostPool pool;
    private final Events events;
    private final Cancellation cancellation;
    private final ControlRunner control;
    private final TaskRefs refs;
    private final Flags flags;
    private final HandlerCalls handlerCalls;
    private final TurnOrder order;
    private final TaskObserver observer;
    private final NotBegun notBegun;
    private final HandlerRunner handlers;
    private List<HostState> batch = List.of();

    /** Is told how each task ended, beside the events. */
    interface TaskObserver {
        void ended(TaskRef task, HostState host, TaskReport report);
    }

    PhaseRunner(
            Phase phase,
            PhaseContext context,
            TaskRunner tasks,
            TagFilter tags,
            HostPool pool,
            Events events,
            Cancellation cancellation,
            ControlRunner control,
            TaskRefs refs,
            Flags flags,
            HandlerCalls handlerCalls,
            TurnOrder order,
            TaskObserver observer) {
        this.phase = phase;
        this.context = context;
        this.tasks = tasks;
        this.tags = tags;
        this.pool = pool;
        this.events = events;
        this.cancellation = cancellation;
        this.control = control;
        this.refs = refs;
        this.flags = flags;
        this.handlerCalls = handlerCalls;
        this.order = order;
        this.observer = observer;
        this.notBegun = new NotBegun(events, cancellation, tags::selects, task -> refs.of(task, false, List.of()));
        this.handlers = new HandlerRunner(context, pool, events, cancellation, notBegun, refs, order, this::handler);
    }

    /** Runs everything on a batch of hosts that have begun the phase. */
    void run(List<HostState> hosts) {
        batch = hosts;
        section(phase.preTasks(), hosts);
        section(join(phase.roles(), phase.tasks()), hosts);
        section(phase.postTasks(), hosts);
    }

    /** Tells that hosts which were lost, or all if the run is stopped, take no part. */
    void leaveOut(List<HostState> hosts) {
        everything().forEach(item -> notBegun.tell(item, hosts));
    }

    /** Tells that hosts take no part for a reason that lies with others. */
    void leaveOut(List<HostState> hosts, String because) {
        everything().forEach(item -> notBegun.tell(item, hosts, because));
    }

    private List<Item> everything() {
        return join(phase.preTasks(), join(join(phase.roles(), phase.tasks()), phase.postTasks()));
    }

    private static List<Item> join(List<Item> first, List<Item> second) {
        List<Item> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private void section(List<Item> items, List<HostState> hosts) {
        if ("free".equals(phase.keywords().text(Keyword.STRATEGY).orElse(""))) {
            pool.each(events, hosts, host -> {
                items(items, List.of(host));
                handlers.flush(List.of(host));
                handlers.leaveOut(List.of(host));
            });
        } else {
            items(items, hosts);
            handlers.flush(hosts);
            handlers.leaveOut(hosts);
        }
    }

    /** Runs a list of tasks and blocks. */
    void items(List<Item> items, List<HostState> hosts) {
        for (Item item : items) {
            List<HostState> active = hosts.stream().filter(HostState::isActive).toList();
            context.look(hosts);
            if (cancellation.isRequested()) {
                notBegun.tell(item, hosts);
                continue;
            }
            notBegun.tell(item, hosts.stream().filter(host -> !host.isActive()).toList());
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

    private void task(Task task, List<HostState> hosts) {
        if (!tags.selects(task) && !control.isAlwaysSelected(task)) {
            return;
        }
        TaskRef ref = refs.of(task, false, hosts);
        boolean once = flags.isSet(task, Keyword.RUN_ONCE, hosts.get(0));
        if (control.isControl(task)) {
            control(task, ref, hosts, once);
            return;
        }
        if (once) {
            new SharedTurn(ref, hosts).take(first -> pool.each(events, List.of(first), host -> one(task, ref, host)));
        } else {
            pool.each(events, throttle(task), hosts, host -> order.of(task, host), host -> one(task, ref, host));
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
        return flags.isSet(task, Keyword.ANY_ERRORS_FATAL, hosts.get(0)) || Batches.isTooMany(phase, batch);
    }

    /** What one host includes alone stays its own; the variables that it includes are everyone's. */
    private void control(Task task, TaskRef ref, List<HostState> hosts, boolean once) {
        if (once && control.givesVariables(task)) {
            new SharedTurn(ref, hosts).take(first -> control.run(new ControlCall(task, ref, List.of(first), this)));
        } else {
            boolean alone = once && control.includes(task);
            control.run(new ControlCall(task, ref, alone ? hosts.subList(0, 1) : hosts, this));
        }
    }

    private int throttle(Task task) {
        return task.keywords().text(Keyword.THROTTLE).map(Integer::parseInt).orElse(Integer.MAX_VALUE);
    }

    /** Whether nothing is carried out. */
    boolean predicts() {
        return tasks.predicts();
    }

    /** Runs a task on one host and tells everyone. */
    private void one(Task task, TaskRef ref, HostState host) {
        events.emit(new Event.TaskStarted(ref, host.name()));
        long start = System.nanoTime();
        String lacking = lacking(task, host);
        TaskReport report = lacking.isEmpty()
                ? tasks.run(task, ref, host, host.doubt())
                : TaskReport.of(Status.CANCELLED)
                        .withBecause("task '" + lacking + "', which it needs, did not succeed");
        ended(task, ref, host, report.withDuration(java.time.Duration.ofNanos(System.nanoTime() - start)));
    }

    /** The id of a task that this one needs and that did not succeed; empty if there is none. */
    private static String lacking(Task task, HostState host) {
        return task.keywords()
                .get(Keyword.NEEDS)
                .flatMap(node -> TemplateCheck.scalars(node).stream()
                        .map(need -> need.text())
                        .filter(host::lacks)
                        .findFirst())
                .orElse("");
    }

    /** What follows from a report: the host may be lost, handlers may be called. */
    void ended(Task task, TaskRef ref, HostState host, TaskReport report) {
        TaskReport told = report;
        if (report.status() != Status.SKIPPED && report.status() != Status.CANCELLED) {
            host.turn();
        }
        boolean ignored = report.status() == Status.FAILED && flags.isSet(task, Keyword.IGNORE_ERRORS, host)
                || report.status() == Status.UNREACHABLE && flags.isSet(task, Keyword.IGNORE_UNREACHABLE, host);
        if (ignored) {
            told = report.withStatus(Status.IGNORED);
        } else if (report.status() == Status.UNREACHABLE) {
            host.failUnreachable(ref);
        } else if (report.status() == Status.FAILED) {
            host.fail(ref);
            host.compute(Map.of(
                    "ansible_failed_result", report.registered(),
                    "ansible_failed_task", Map.of("name", ref.name(), "action", ref.module())));
            told = host.isRescued() && !cancellation.isRequested() ? report.withStatus(Status.RESCUED) : report;
        }
        if (report.status().isFailure() || report.status() == Status.CANCELLED) {
            task.keywords().text(Keyword.ID).ifPresent(host::lack);
        }
        told = told.withNoLog(told.noLog() || flags.isSet(task, Keyword.NO_LOG, host));
        told = flags.showsDifferences(task, host) ? told : told.withoutDifferences();
        events.emit(new Event.TaskFinished(ref, host.name(), told));
        observer.ended(ref, host, told);
        if (report.status() == Status.CHANGED || report.status() == Status.UNDECIDED) {
            handlerCalls.call(task, ref, host, report);
        }
    }

    private void block(Block block, List<HostState> hosts) {
        if (block.once().isEmpty()) {
            parts(block, hosts);
            return;
        }
        Map<HostState, Integer> turns = new LinkedHashMap<>();
        hosts.stream().filter(host -> !host.hasDone(block.once())).forEach(host -> turns.put(host, host.turns()));
        parts(block, List.copyOf(turns.keySet()));
        turns.forEach((host, before) -> {
            if (host.turns() > before) {
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
        if (rescued && !failed.isEmpty() && !cancellation.isRequested()) {
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

    /** Runs the handlers that were called so far. */
    void flushHandlers(List<HostState> hosts) {
        handlers.flush(hosts);
    }

    private void handler(Task handler, TaskRef ref, HostState host, @Nullable String doubt) {
        String before = host.doubt(doubt);
        try {
            if (control.isControl(handler)) {
                control.run(new ControlCall(handler, ref, List.of(host), this));
            } else {
                one(handler, ref, host);
            }
        } finally {
            host.doubt(before);
        }
    }
}
