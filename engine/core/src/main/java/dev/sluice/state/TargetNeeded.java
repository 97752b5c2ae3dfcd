package dev.sluice.state;

import dev.sluice.spi.value.Prerequisite;

/** A plan concerns another target, whose lock has to be held before planning can go on. */
public final class TargetNeeded extends Prerequisite {
    private final transient TargetState target;

    public TargetNeeded(TargetState target) {
        super("the task concerns " + target.name() + " as well");
        this.target = target;
    }

    public TargetState target() {
        return target;
    }
}
