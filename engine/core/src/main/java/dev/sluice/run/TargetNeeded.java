package dev.sluice.run;

/**
 * Signals that a plan concerns another target, whose lock has to be held before planning can go on. Carries no stack trace.
 */
final class TargetNeeded extends RuntimeException {
    private final transient TargetState target;

    TargetNeeded(TargetState target) {
        super("the task concerns " + target.name() + " as well", null, false, false);
        this.target = target;
    }

    TargetState target() {
        return target;
    }
}
