package dev.sluice.template;

import dev.sluice.python.Comparison;
import dev.sluice.python.Operators;
import dev.sluice.python.Parts;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Expression.Link;
import org.jspecify.annotations.Nullable;

/** Evaluates chains of comparisons: {@code 1 < x <= 3} holds if each link does. Answers about secrets are plain. */
final class Comparisons {
    private Comparisons() {}

    /** A Boolean, or an Unknown if something that is not known decides. */
    static Object evaluate(Evaluator evaluator, Expression.Comparison comparison) {
        Object left = evaluator.operand(comparison.first());
        Object undecided = true;
        for (Link link : comparison.links()) {
            Object right = evaluator.operand(link.operand());
            Object answer = link(link.symbol(), left, right);
            if (Boolean.FALSE.equals(answer)) {
                return false;
            } else if (answer instanceof Unknown && !(undecided instanceof Unknown)) {
                undecided = answer;
            }
            left = right;
        }
        return undecided;
    }

    private static Object link(String symbol, @Nullable Object left, @Nullable Object right) {
        return switch (symbol) {
            case "==" -> Comparison.equality(left, right);
            case "!=" -> not(Comparison.equality(left, right));
            case "in" -> among(right, left);
            case "not in" -> not(among(right, left));
            default -> order(symbol, left, right);
        };
    }

    private static Object not(Object answer) {
        return answer instanceof Unknown ? answer : (Object) !Types.truth(answer);
    }

    private static Object among(@Nullable Object container, @Nullable Object item) {
        Object plainContainer = Evaluator.clear(container);
        Object plainItem = Evaluator.clear(item);
        if (plainContainer instanceof Unknown) {
            return plainContainer;
        } else if (plainItem instanceof Unknown) {
            return Types.isIterable(plainContainer) && Types.length(plainContainer) == 0 ? (Object) false : plainItem;
        }
        return Operators.contains(plainContainer, plainItem);
    }

    private static Object order(String symbol, @Nullable Object left, @Nullable Object right) {
        Parts parts = Parts.of(left).and(Parts.of(right));
        if (parts.unknown() != null) {
            return parts.unknown();
        }
        int order = Comparison.order(Parts.revealed(left), Parts.revealed(right), symbol);
        return switch (symbol) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException(symbol);
        };
    }
}
