package dev.sluice.template;

import dev.sluice.python.Types;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Expression.And;
import dev.sluice.template.syntax.Expression.Not;
import dev.sluice.template.syntax.Expression.Or;
import dev.sluice.template.syntax.TemplateError;
import org.jspecify.annotations.Nullable;

/**
 * {@code and}, {@code or} and {@code not}. Where a value is wanted, {@code and} and {@code or} give one of their
 * operands, as in Python. Where only its truth is wanted, an unknown side does not matter if the other side decides.
 */
final class Truths {
    private final Evaluator evaluator;

    Truths(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** The value of an expression made of and, or and not. */
    @Nullable
    Object value(Expression expression) {
        if (expression instanceof And and) {
            Object left = evaluator.operand(and.left());
            return left instanceof Unknown || !Types.truth(left) ? left : evaluator.evaluate(and.right());
        } else if (expression instanceof Or or) {
            Object left = evaluator.operand(or.left());
            return left instanceof Unknown || Types.truth(left) ? left : evaluator.evaluate(or.right());
        }
        return of(expression);
    }

    /** Whether the expression's value counts as true: a Boolean, or an Unknown. */
    Object of(Expression expression) {
        Object value = decide(expression);
        return value instanceof Unknown ? value : (Object) Types.truth(value);
    }

    /**
     * The value of a condition. Like {@link #value}, except that an unknown operand leaves the decision to the other one
     * where that one can make it.
     */
    @Nullable
    Object decide(Expression expression) {
        if (expression instanceof And and) {
            return decide(and.left(), and.right(), false);
        } else if (expression instanceof Or or) {
            return decide(or.left(), or.right(), true);
        } else if (expression instanceof Not not) {
            Object operand = decide(not.operand());
            return operand instanceof Unknown ? operand : (Object) !Types.truth(operand);
        }
        Object value = evaluator.evaluate(expression);
        if (value == Spread.NOTHING) {
            return false;
        } else if (value instanceof Undefined undefined) {
            throw Evaluator.undefined(undefined, expression);
        }
        return value instanceof Secret secret ? secret.value() : value;
    }

    private @Nullable Object decide(Expression leftSide, Expression rightSide, boolean decisive) {
        Object left = decide(leftSide);
        if (left instanceof Unknown) {
            Object right = decideBehindUnknown(rightSide, left);
            return !(right instanceof Unknown) && Types.truth(right) == decisive ? (Object) decisive : left;
        }
        return Types.truth(left) == decisive ? left : decide(rightSide);
    }

    /** The right side may rely on what the left side checks, so its failure says nothing while the left is unknown. */
    private @Nullable Object decideBehindUnknown(Expression expression, Object unknown) {
        try {
            return decide(expression);
        } catch (TemplateError e) {
            return unknown;
        }
    }
}
