package dev.sluice.variables;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.Scope;
import java.util.ArrayList;
import java.util.List;

/** Decides conditions: {@code when} with everything that encloses a task, {@code changed_when} and the like. */
public final class Conditions {
    /** What came of a condition. */
    public sealed interface Decision {
        /** It holds. */
        record Holds() implements Decision {}

        /** It does not hold; which part of it. */
        record Fails(String text) implements Decision {}

        /** It cannot be known; what it depends on. */
        record Undecided(String because) implements Decision {}
    }

    private final Renderer renderer;

    public Conditions(Renderer renderer) {
        this.renderer = renderer;
    }

    /** The {@code when} of a task and of everything that it stands in, outermost first. */
    public Decision when(Task task, Scope scope) {
        List<Node.Scalar> all = new ArrayList<>();
        for (Keywords keywords : task.scope()) {
            keywords.get(Keyword.WHEN).ifPresent(node -> all.addAll(parts(node)));
        }
        return decide(all, scope);
    }

    /** All expressions of one keyword must hold. */
    public Decision decide(Node node, Scope scope) {
        return decide(parts(node), scope);
    }

    private Decision decide(List<Node.Scalar> conditions, Scope scope) {
        Decision decision = new Decision.Holds();
        for (Node.Scalar condition : conditions) {
            Object value = renderer.condition(condition, scope);
            if (value instanceof Unknown unknown) {
                if (decision instanceof Decision.Holds) {
                    decision = new Decision.Undecided(unknown.reason());
                }
            } else if (Boolean.FALSE.equals(value)) {
                return new Decision.Fails(condition.text());
            }
        }
        return decision;
    }

    public static List<Node.Scalar> parts(Node node) {
        List<Node.Scalar> parts = new ArrayList<>();
        if (node instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Node.Scalar scalar) {
                    parts.add(scalar);
                }
            }
        } else if (node instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
            parts.add(scalar);
        }
        return parts;
    }
}
