package dev.sluice.spi;

import dev.sluice.spi.value.Failure;
import java.util.Map;

/** The task cannot do what it is asked to do. The engine reports it with the task's place. */
public final class TaskFailure extends Failure {
    private final transient Map<String, Object> values;

    /**
     * @param message what is wrong
     */
    public TaskFailure(String message) {
        this(message, Map.of());
    }

    /**
     * @param message what is wrong
     * @param hint what to do
     */
    public TaskFailure(String message, String hint) {
        this(message, "", hint);
    }

    /**
     * @param message what is wrong
     * @param reason why that is so, or why it matters, as a clause that can follow "because"; empty if the message says all
     * @param hint what to do; empty if nothing can be said
     */
    public TaskFailure(String message, String reason, String hint) {
        super(message, reason, hint);
        this.values = Map.of();
    }

    /**
     * @param message what is wrong
     * @param values what the task registers besides
     */
    public TaskFailure(String message, Map<String, Object> values) {
        super(message, "", "");
        this.values = values;
    }

    /** What the task registers besides the message. */
    public Map<String, Object> values() {
        return values;
    }
}
