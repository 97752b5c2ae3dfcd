package dev.sluice.task;

import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import java.util.ArrayList;
import java.util.List;

/**
 * What the steps of a plan's changes do: a change without steps of its own is done by those of the one before it, or of
 * the first one that has any.
 */
record StepEffects(List<Change> changes) {
    /** What is done when the steps of a change are. */
    List<Effect> doneWith(int index) {
        String target = changes.get(index).target();
        boolean first = changes.subList(0, index).stream()
                .allMatch(change -> change.steps().isEmpty());
        List<Effect> effects = new ArrayList<>();
        if (first) {
            changes.subList(0, index).forEach(change -> add(change, target, effects));
        }
        effects.addAll(changes.get(index).effects());
        for (Change next : changes.subList(index + 1, changes.size())) {
            if (!next.steps().isEmpty()) {
                break;
            }
            add(next, target, effects);
        }
        return effects;
    }

    private static void add(Change change, String target, List<Effect> effects) {
        if (change.target().equals(target)) {
            effects.addAll(change.effects());
        }
    }
}
