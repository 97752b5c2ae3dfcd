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
import dev.sluice.template.Templates;
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
    private final TaskObserver observer;
    private final NotBegun notBegun;

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
            TaskObserver observer) {
        this.phase = phase;
        this.context = context;
        this.tasks = tasks;
        this.tags = tags;
        this.pool = pool;
        this.events = events;
        this.cancellation = cancellation;
        this.control = control;
        this.observer = observer;
        this.notBegun = new NotBegun(events, cancellation, tags::selects, task -> ref(task, false, List.of()));
    }

    /** Runs everything on a batch of hosts. */
    void run(List<HostState> hosts) {
        hosts.forEach(HostState::begin);
        section(phase.preTasks(), hosts);
        section(join(phase.roles(), phase.tasks()), hosts);
        section(phase.postTasks(), hosts);
    }

    /** Tells that hosts which were lost before take no part. */
    void leaveOut(List<HostState> hosts) {
        phase.preTasks().forEach(item -> notBegun.tell(item, hosts));
        phase.roles().forEach(item -> notBegun.tell(item, hosts));
        phase.tasks().forEach(item -> notBegun.tell(item, hosts));
        phase.postTasks().forEach(item -> notBegun.tell(item, hosts));
    }

    private static List<Item> join(List<Item> first, List<Item> second) {
        List<Item> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private void section(List<Item> items, List<HostState> hosts) {
        if ("free".equals(phase.keywords().text(Keyword.STRATEGY).orElse(""))) {
            pool.each(hosts, host -> {
                items(items, List.of(host));
                flushHandlers(List.of(host));
                leaveOutHandlers(List.of(host));
            });
        } else {
            items(items, hosts);
            flushHandlers(hosts);
            leaveOutHandlers(hosts);
        }
    }

    /** Runs a list of tasks and blocks. */
    void items(List<Item> items, List<HostState> hosts) {
        for (Item item : items) {
            List<HostState> active = hosts.stream().filter(HostState::isActive).toList();
            context.active(active.stream().map(HostState::name).toList());
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
        TaskRef ref = ref(task, false, hosts);
        if (control.isControl(task)) {
            control.run(task, ref, hosts, this);
            return;
        }
        if (flag(task, Keyword.RUN_ONCE, hosts.get(0))) {
            runOnce(task, ref, hosts);
        } else {
            pool.each(throttle(task), hosts, host -> one(task, ref, host, null));
        }
        if (hosts.stream().anyMatch(host -> !host.isActive()) && flag(task, Keyword.ANY_ERRORS_FATAL, hosts.get(0))) {
            hosts.stream().filter(HostState::isActive).forEach(host -> host.fail(ref));
        }
    }

    private void runOnce(Task task, TaskRef ref, List<HostState> hosts) {
        HostState first = hosts.get(0);
        Map<String, @Nullable Object> before = first.computed();
        one(task, ref, first, null);
        Map<String, @Nullable Object> added = new LinkedHashMap<>(first.computed());
        added.entrySet()
                .removeIf(
                        entry -> before.containsKey(entry.getKey()) && before.get(entry.getKey()) == entry.getValue());
        for (HostState host : hosts.subList(1, hosts.size())) {
            host.compute(added);
            if (!first.isActive()) {
                host.fail(ref);
            }
        }
    }

    private int throttle(Task task) {
        return task.keywords().text(Keyword.THROTTLE).map(Integer::parseInt).orElse(Integer.MAX_VALUE);
    }

    /** Runs a task on one host and tells everyone. */
    void one(Task task, TaskRef ref, HostState host, @Nullable String doubt) {
        events.emit(new Event.TaskStarted(ref, host.name()));
        long start = System.nanoTime();
        String lacking = lacking(task, host);
        TaskReport report = lacking.isEmpty()
                ? tasks.run(task, ref, host, doubt)
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
        boolean ignored = report.status() == Status.FAILED && flag(task, Keyword.IGNORE_ERRORS, host)
                || report.status() == Status.UNREACHABLE && flag(task, Keyword.IGNORE_UNREACHABLE, host);
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
        told = told.withNoLog(told.noLog() || flag(task, Keyword.NO_LOG, host));
        events.emit(new Event.TaskFinished(ref, host.name(), told));
        observer.ended(ref, host, told);
        if (report.status() == Status.CHANGED || report.status() == Status.UNDECIDED) {
            control.notifyHandlers(task, ref, host, report);
        }
    }

    boolean flag(Task task, Keyword keyword, HostState host) {
        return control.flag(task, keyword, host);
    }

    private void block(Block block, List<HostState> hosts) {
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

    /** Runs the handlers that were called, in the order in which they are defined, until none is called any more. */
    void flushHandlers(List<HostState> hosts) {
        boolean force = phase.keywords()
                .text(Keyword.FORCE_HANDLERS)
                .map(SettingsResolver::truth)
                .orElse(false);
        for (int round = 0; round < 100; round++) {
            boolean any = false;
            for (Task handler : phase.handlers()) {
                List<HostState> called = hosts.stream()
                        .filter(host -> host.isActive() || force && !host.isUnreachable())
                        .filter(host -> host.isCalled(handler.path()))
                        .toList();
                any |= !called.isEmpty();
                if (!cancellation.isRequested()) {
                    pool.each(called, host -> handler(handler, host));
                }
            }
            if (!any || cancellation.isRequested()) {
                return;
            }
        }
    }

    /** Handlers that were called on a host which was lost before their turn came: what they are for is not done. */
    private void leaveOutHandlers(List<HostState> hosts) {
        for (Task handler : phase.handlers()) {
            for (HostState host : hosts) {
                if (!host.isActive() || cancellation.isRequested()) {
                    if (host.answer(handler.path()) != null) {
                        notBegun.tell(handler, ref(handler, true, List.of(host)), host);
                    }
                }
            }
        }
    }

    private void handler(Task handler, HostState host) {
        HostState.Call call = host.answer(handler.path());
        String doubt = call == HostState.Call.POSSIBLE ? host.callReason(handler.path()) : null;
        TaskRef ref = ref(handler, true, List.of(host));
        if (control.isControl(handler)) {
            control.run(handler, ref, List.of(host), this);
        } else {
            one(handler, ref, host, doubt);
        }
    }

    private TaskRef ref(Task task, boolean handler, List<HostState> hosts) {
        return new TaskRef(
                phase.id(),
                task.path(),
                title(task, hosts),
                task.module(),
                task.span().file().name() + ":" + task.span().line(),
                handler);
    }

    /** The task's name with its variables filled in, if that gives the same on all hosts. */
    private String title(Task task, List<HostState> hosts) {
        if (!Templates.isTemplate(task.title())) {
            return task.title();
        }
        List<String> titles =
                hosts.stream().map(host -> control.title(task, host)).distinct().toList();
        return titles.size() == 1 ? titles.get(0) : task.title();
    }
}
