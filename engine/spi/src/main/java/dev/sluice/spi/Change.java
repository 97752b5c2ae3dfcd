package dev.sluice.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between what is and what is wanted.
 *
 * @param resource what is changed, e.g. {@code /etc/exports} or {@code sas/nfs-data}
 * @param what which property of it, e.g. {@code content}, {@code size}, {@code exists}
 * @param before how it is, short; empty if it does not exist
 * @param after how it will be, short; empty if it will not exist
 * @param kind whether it can be planned again
 * @param risk how much it can hurt
 * @param steps what is done, in order; empty if another change's steps do it
 * @param effects how facts are altered
 * @param difference the full text before and after for a diff; or null
 * @param undo how to take it back; or null if nothing does
 * @param target the target that is changed, by its name in the inventory; empty for the one on which the task acts
 */
public record Change(
        String resource,
        String what,
        String before,
        String after,
        Kind kind,
        Risk risk,
        List<Step<?>> steps,
        List<Effect> effects,
        @Nullable Difference difference,
        @Nullable Undo undo,
        String target) {
    /** Whether a change is a state that can be observed again. */
    public enum Kind {
        /** Planned again after the steps: nothing may be left to change. */
        STATE,
        /** Happens each time (a restart, a command): not planned again. */
        EVENT,
        /** Alters nothing (waiting, pausing): carried out in an apply and never counted as changed. */
        WAIT
    }

    /** Full texts for a diff. */
    public record Difference(String beforeName, String before, String afterName, String after) {}

    /** How a change is taken back. */
    public record Undo(String description, List<Step<?>> steps) {}

    public Change {
        steps = List.copyOf(steps);
        effects = List.copyOf(effects);
    }

    /** A change of the target on which the task acts. */
    public Change(
            String resource,
            String what,
            String before,
            String after,
            Kind kind,
            Risk risk,
            List<Step<?>> steps,
            List<Effect> effects,
            @Nullable Difference difference,
            @Nullable Undo undo) {
        this(resource, what, before, after, kind, risk, steps, effects, difference, undo, "");
    }

    /** The same change of another target. */
    public Change on(String newTarget) {
        return new Change(resource, what, before, after, kind, risk, steps, effects, difference, undo, newTarget);
    }

    /** A safe change of state. */
    public static Change of(
            String resource,
            String what,
            String before,
            String after,
            List<Step<?>> steps,
            List<? extends Effect> effects) {
        return new Change(
                resource, what, before, after, Kind.STATE, Risk.SAFE, steps, List.copyOf(effects), null, null, "");
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
        return new Change(resource, what, newBefore, newAfter, kind, risk, steps, effects, difference, undo, target);
    }

    public Change withRisk(Risk newRisk) {
        return new Change(resource, what, before, after, kind, newRisk, steps, effects, difference, undo, target);
    }

    public Change withKind(Kind newKind) {
        return new Change(resource, what, before, after, newKind, risk, steps, effects, difference, undo, target);
    }

    public Change withDifference(Difference newDifference) {
        return new Change(resource, what, before, after, kind, risk, steps, effects, newDifference, undo, target);
    }

    public Change withUndo(Undo newUndo) {
        return new Change(resource, what, before, after, kind, risk, steps, effects, difference, newUndo, target);
    }
}
