package dev.sluice.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between the current and the desired state.
 *
 * @param subject what is changed
 * @param values how it is and how it will be
 * @param kind whether it can be planned again
 * @param risk how much it can hurt
 * @param action what is done
 */
public record Change(Subject subject, Values values, Kind kind, Risk risk, Action action) {
    /** Whether a change is a state that can be observed again. */
    public enum Kind {
        /** Planned again after the steps: nothing may be left to change. */
        STATE,
        /** Happens each time (a restart, a command): not planned again. */
        EVENT,
        /** Alters nothing (waiting, pausing): carried out in an apply and never counted as changed. */
        WAIT
    }

    /**
     * What is changed.
     *
     * @param resource e.g. {@code /etc/exports} or {@code sas/nfs-data}
     * @param what which property of it, e.g. {@code content}, {@code size}, {@code exists}
     * @param target the target that has it, by its name in the inventory; empty for the one on which the task acts
     */
    public record Subject(String resource, String what, String target) {}

    /**
     * How something is and how it will be.
     *
     * @param before how it is, short; empty if it does not exist
     * @param after how it will be, short; empty if it will not exist
     * @param difference the full text before and after for a diff; or null
     */
    public record Values(
            String before, String after, @Nullable Difference difference) {}

    /**
     * What is done.
     *
     * @param steps in order; empty if another change's steps do it
     * @param effects how facts are altered
     * @param undo how to take it back; or null if nothing does
     */
    public record Action(
            List<Step<?>> steps,
            List<Effect> effects,
            @Nullable Undo undo) {
        public Action {
            steps = List.copyOf(steps);
            effects = List.copyOf(effects);
        }
    }

    /** Full texts for a diff. */
    public record Difference(String beforeName, String before, String afterName, String after) {}

    /** How a change is taken back. */
    public record Undo(String description, List<Step<?>> steps) {}

    /** A safe change of state of the target on which the task acts. */
    public static Change of(
            String resource,
            String what,
            String before,
            String after,
            List<Step<?>> steps,
            List<? extends Effect> effects) {
        return new Change(
                new Subject(resource, what, ""),
                new Values(before, after, null),
                Kind.STATE,
                Risk.SAFE,
                new Action(steps, List.copyOf(effects), null));
    }

    public String resource() {
        return subject.resource();
    }

    /** Which property of the resource. */
    public String what() {
        return subject.what();
    }

    /** The target that is changed, by its name in the inventory; empty for the one on which the task acts. */
    public String target() {
        return subject.target();
    }

    /** How it is, short; empty if it does not exist. */
    public String before() {
        return values.before();
    }

    /** How it will be, short; empty if it will not exist. */
    public String after() {
        return values.after();
    }

    /** The full text before and after for a diff; or null. */
    public @Nullable Difference difference() {
        return values.difference();
    }

    public List<Step<?>> steps() {
        return action.steps();
    }

    public List<Effect> effects() {
        return action.effects();
    }

    /** How to take it back; or null if nothing does. */
    public @Nullable Undo undo() {
        return action.undo();
    }

    /** The same change of another target. */
    public Change on(String newTarget) {
        return new Change(new Subject(resource(), what(), newTarget), values, kind, risk, action);
    }

    /**
     * A wait for a condition, which holds afterwards: predicted, simulated and verified.
     *
     * @param resource what is waited for
     * @param what which property of it
     */
    public static Change waiting(String resource, String what, Steps.Await<?> await) {
        return of(resource, what, "", "", List.of(await), List.of(await.effect()))
                .withKind(Kind.WAIT);
    }

    /** The same change, said in other words. */
    public Change withValues(String newBefore, String newAfter) {
        return new Change(subject, new Values(newBefore, newAfter, difference()), kind, risk, action);
    }

    public Change withRisk(Risk newRisk) {
        return new Change(subject, values, kind, newRisk, action);
    }

    public Change withKind(Kind newKind) {
        return new Change(subject, values, newKind, risk, action);
    }

    public Change withDifference(Difference newDifference) {
        return new Change(subject, new Values(before(), after(), newDifference), kind, risk, action);
    }

    public Change withUndo(Undo newUndo) {
        return new Change(subject, values, kind, risk, new Action(steps(), effects(), newUndo));
    }
}
