package dev.sluice.overlay;

import dev.sluice.spi.TaskFailure;
import java.util.stream.Stream;

/** Something of a task needed more stack or memory than there is: a failure of the task, and not the end of the run. */
public final class Exhaustion {
    private Exhaustion() {}

    /** The failure of the task. */
    public static TaskFailure failure(VirtualMachineError error) {
        if (!(error instanceof StackOverflowError)) {
            return new TaskFailure(
                    "out of memory: " + error.getMessage(),
                    "the value is too large; or give Java more memory, e.g. SLUICE_JAVA_OPTIONS=-Xmx4g");
        }
        return isByExpression(error)
                ? new TaskFailure(
                        "the regular expression needs too much memory on this text",
                        "repeated alternatives such as (a|b)* take some for each character; [ab]* takes none")
                : new TaskFailure("a value or template is nested too deeply", "");
    }

    /** Whether it was a regular expression that needed it. */
    static boolean isByExpression(VirtualMachineError error) {
        return Stream.of(error.getStackTrace())
                .limit(100)
                .anyMatch(frame -> frame.getClassName().startsWith("java.util.regex."));
    }
}
