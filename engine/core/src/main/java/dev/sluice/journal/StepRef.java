package dev.sluice.journal;

/**
 * Which step an event is about.
 *
 * @param task the task it belongs to
 * @param target the host for which the task is run
 * @param item the 0-based item of a loop, or {@link Event#NO_ITEM}
 * @param number the 1-based number of the step within the task or the item
 * @param noLog whether its texts must not be shown
 */
public record StepRef(TaskRef task, String target, int item, int number, boolean noLog) {}
