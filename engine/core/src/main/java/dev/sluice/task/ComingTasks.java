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
    private final List<Integer> blocks = new ArrayList<>();
    private int lists;
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

    /** Adds a section: at its end handlers are run, so what comes after it does not belong to it. */
    public synchronized void add(List<Item> section) {
        int list = ++lists;
        section.forEach(item -> add(item, list));
    }

    /** @param block the list of tasks in which the item stands: each body of a block has a number of its own */
    private void add(Item item, int block) {
        if (item instanceof Task task) {
            positions.put(task, order.size());
            byPath.put(task.path(), task);
            order.add(task);
            blocks.add(block);
        } else if (item instanceof Block inner) {
            int body = ++lists;
            inner.body().forEach(each -> add(each, body));
            int always = ++lists;
            inner.always().forEach(each -> add(each, always));
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

    /**
     * The tasks after one, at most so many, up to one that steers the run and within the same block: whether the next block
     * is run, such as that of a role which was run already, is decided when it is reached.
     */
    synchronized List<Task> upToControl(Task task, int most) {
        Integer position = positions.get(task);
        if (position == null) {
            return List.of();
        }
        List<Task> found = new ArrayList<>();
        int end = Math.min(order.size(), position + 1 + most);
        for (int index = position + 1; index < end; index++) {
            Task next = order.get(index);
            if (!blocks.get(index).equals(blocks.get(position)) || control.isControl(next)) {
                break;
            }
            if (tags.selects(next)) {
                found.add(next);
            }
        }
        return found;
    }

    private List<Task> next(Task task, int most) {
        Integer position = positions.get(task);
        if (position == null) {
            return List.of();
        }
        return List.copyOf(order.subList(position + 1, Math.min(order.size(), position + 1 + most)));
    }
}
