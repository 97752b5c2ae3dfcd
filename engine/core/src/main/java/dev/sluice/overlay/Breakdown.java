package dev.sluice.overlay;

import dev.sluice.spi.TaskFailure;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Something of a task went wrong that nobody has foreseen, or needed more stack or memory than there is: a failure of the
 * task, and not the end of what others do.
 */
public final class Breakdown {
    private Breakdown() {}

    /** The failure of the task. */
    public static TaskFailure failure(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return new TaskFailure(
                    "out of memory: " + cause.getMessage(),
                    "the value is too large; or give Java more memory, e.g. SLUICE_JAVA_OPTIONS=-Xmx4g");
        }
        if (cause instanceof StackOverflowError) {
            return isByExpression(cause)
                    ? new TaskFailure(
                            "the regular expression needs too much memory on this text",
                            "repeated alternatives such as (a|b)* take some for each character; [ab]* takes none")
                    : new TaskFailure("a value or template is nested too deeply", "");
        }
        return new TaskFailure("internal error: " + cause + place(cause), "report it, with the runbook if you can");
    }

    /** Whether it was a regular expression that needed too much stack. */
    static boolean isByExpression(Throwable error) {
        return Stream.of(error.getStackTrace())
                .limit(100)
                .anyMatch(frame -> frame.getClassName().startsWith("java.util.regex."));
    }

    /** Where it happened, outside of Java's own classes. */
    static String place(Throwable defect) {
        return Arrays.stream(defect.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java."))
                .findFirst()
                .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("");
    }
}
