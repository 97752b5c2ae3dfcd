package dev.sluice.task;

import dev.sluice.runbook.Block;
import dev.sluice.runbook.Item;
import dev.sluice.runbook.Task;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The tasks of a phase in the order in which they will be run if nothing fails. Thread-safe. */
public final class ComingTasks {
    private final Predicate<Task> planned;
    private final int window;
    private final List<Task> order = new ArrayList<>();
    private final Map<Task, Integer> positions = new IdentityHashMap<>();

    /**
     * @param planned which tasks call a module
     * @param window how far one looks ahead
     */
    public ComingTasks(Predicate<Task> planned, int window) {
        this.planned = planned;
        this.window = window;
    }

    public synchronized void add(List<Item> items) {
        items.forEach(this::add);
    }

    private void add(Item item) {
        if (item instanceof Task task) {
            positions.put(task, order.size());
            order.add(task);
        } else if (item instanceof Block block) {
            block.body().forEach(this::add);
            block.always().forEach(this::add);
        }
    }

    /** The next tasks after one that call a module; none after a task that was included while running. */
    public synchronized List<Task> after(Task task) {
        Integer position = positions.get(task);
        if (position == null) {
            return List.of();
        }
        return order.subList(position + 1, Math.min(order.size(), position + 1 + window)).stream()
                .filter(planned)
                .toList();
    }
}
