package dev.sluice.spi;

import java.util.Map;

/** The task cannot do what it is asked to do. The engine reports it with the task's place. No stack trace: no defect. */
public final class TaskFailure extends RuntimeException {
    private final transient Map<String, Object> values;

    /**
     * @param message what is wrong, why it matters and what to do
     */
    public TaskFailure(String message) {
        this(message, Map.of());
    }

    /**
     * @param message what is wrong, why it matters and what to do
     * @param values what the task registers besides
     */
    public TaskFailure(String message, Map<String, Object> values) {
        super(message, null, false, false);
        this.values = values;
    }

    /** What the task registers besides the message. */
    public Map<String, Object> values() {
        return values;
    }
}
