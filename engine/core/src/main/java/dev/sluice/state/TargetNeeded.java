package dev.sluice.state;

/**
 * Signals that a plan concerns another target, whose lock has to be held before planning can go on. Carries no stack trace.
 */
public final class TargetNeeded extends RuntimeException {
    private final transient TargetState target;

    public TargetNeeded(TargetState target) {
        super("the task concerns " + target.name() + " as well", null, false, false);
        this.target = target;
    }

    public TargetState target() {
        return target;
    }
}
