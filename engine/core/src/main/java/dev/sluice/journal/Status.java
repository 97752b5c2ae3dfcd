package dev.sluice.journal;

/** How a task ended on a target. */
public enum Status {
    /** Nothing was to be changed. */
    OK,
    /** Something was changed, be it only a part of what was to be, before the run was stopped; in a check: would be changed. */
    CHANGED,
    /** Its condition was false, its loop empty, or its module had nothing to do. */
    SKIPPED,
    /** It failed, and so did the target. */
    FAILED,
    /** It failed and the runbook says to go on. */
    IGNORED,
    /** It failed and a {@code rescue} took over. */
    RESCUED,
    /** The target could not be reached. */
    UNREACHABLE,
    /** It depends on something that cannot be known before the run. Only in a check. */
    UNDECIDED,
    /** It was not started, because of something else: a failed task that it needs, or the end of the run. */
    CANCELLED;

    /** Whether the target is lost for the tasks that follow. */
    public boolean isFailure() {
        return this == FAILED || this == UNREACHABLE;
    }
}
