package dev.sluice.task;

import dev.sluice.runbook.Block;
import dev.sluice.runbook.ControlTasks;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.TagFilter;
import dev.sluice.runbook.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks of a phase in the order in which they will be run if nothing fails. Thread-safe. */
public final class ComingTasks {
    private final TagFilter tags;
    private final int window;
    private final ControlTasks control = new ControlTasks();
    private final List<Task> order = new ArrayList<>();
    private final Map<Task, Integer> positions = new IdentityHashMap<>();
    private final Map<String, Task> byPath = new HashMap<>();

    /**
     * @param tags the tasks that are run
     * @param window how far one looks ahead
     */
    public ComingTasks(TagFilter tags, int window) {
        this.tags = tags;
        this.window = window;
    }

    public synchronized void add(List<Item> items) {
        items.forEach(this::add);
    }

    private void add(Item item) {
        if (item instanceof Task task) {
            positions.put(task, order.size());
            byPath.put(task.path(), task);
            order.add(task);
        } else if (item instanceof Block block) {
            block.body().forEach(this::add);
            block.always().forEach(this::add);
        }
    }

    /** The task with a path; empty for one that was included while running. */
    synchronized Optional<Task> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /**
     * The tasks that call modules after one, as far as one looks ahead; none after a task that was included while running.
     */
    synchronized List<Task> after(Task task) {
        return next(task, window).stream()
                .filter(next -> tags.selects(next) && !control.isControl(next))
                .toList();
    }

    /** The tasks after one, at most so many, up to one that steers the run. */
    synchronized List<Task> upToControl(Task task, int most) {
        return next(task, most).stream()
                .takeWhile(next -> !control.isControl(next))
                .filter(tags::selects)
                .toList();
    }

    private List<Task> next(Task task, int most) {
        Integer position = positions.get(task);
        if (position == null) {
            return List.of();
        }
        return List.copyOf(order.subList(position + 1, Math.min(order.size(), position + 1 + most)));
    }
}
