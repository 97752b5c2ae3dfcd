package dev.sluice.template;

import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.Operators;
import dev.sluice.python.OwnList;
import dev.sluice.python.OwnMap;
import dev.sluice.python.Slices;
import dev.sluice.python.Tuple;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Expression.And;
import dev.sluice.template.syntax.Expression.Arithmetic;
import dev.sluice.template.syntax.Expression.Attribute;
import dev.sluice.template.syntax.Expression.Call;
import dev.sluice.template.syntax.Expression.Concatenation;
import dev.sluice.template.syntax.Expression.Conditional;
import dev.sluice.template.syntax.Expression.Entry;
import dev.sluice.template.syntax.Expression.Filter;
import dev.sluice.template.syntax.Expression.ListLiteral;
import dev.sluice.template.syntax.Expression.Literal;
import dev.sluice.template.syntax.Expression.MapLiteral;
import dev.sluice.template.syntax.Expression.Name;
import dev.sluice.template.syntax.Expression.Negative;
import dev.sluice.template.syntax.Expression.Not;
import dev.sluice.template.syntax.Expression.Or;
import dev.sluice.template.syntax.Expression.Positive;
import dev.sluice.template.syntax.Expression.Slice;
import dev.sluice.template.syntax.Expression.Subscript;
import dev.sluice.template.syntax.Expression.Test;
import dev.sluice.template.syntax.Expression.TupleLiteral;
import dev.sluice.template.syntax.TemplateError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the value of expressions. Undefined operands are errors; unknown and secret ones spread. */
final class Evaluator {
    private final Evaluation evaluation;
    private final Frame frame;
    private final Paths paths;
    private final Calls calls;
    private final Truths truths;

    Evaluator(Evaluation evaluation, Frame frame) {
        this.evaluation = evaluation;
        this.frame = frame;
        this.paths = new Paths(this);
        this.calls = new Calls(this);
        this.truths = new Truths(this);
    }

    Evaluation evaluation() {
        return evaluation;
    }

    Frame frame() {
        return frame;
    }

    Truths truths() {
        return truths;
    }

    /** The value of the expression; it may be undefined, unknown or secret. */
    @Nullable
    Object evaluate(Expression expression) {
        try {
            return compute(expression);
        } catch (OperationException e) {
            throw new TemplateError(e.getMessage(), e.hint(), expression.offset());
        }
    }

    private @Nullable Object compute(Expression expression) {
        if (expression instanceof Literal literal) {
            return literal.value();
        } else if (expression instanceof Name || expression instanceof Attribute || expression instanceof Subscript) {
            return paths.value(expression);
        } else if (expression instanceof Filter filter) {
            return calls.filter(filter);
        } else if (expression instanceof Call call) {
            return calls.call(call);
        } else if (expression instanceof Slice slice) {
            return slice(slice);
        } else if (expression instanceof ListLiteral list) {
            return items(list.items());
        } else if (expression instanceof TupleLiteral tuple) {
            return Tuple.copyOf(items(tuple.items()));
        } else if (expression instanceof MapLiteral map) {
            return map(map);
        }
        return computeOperator(expression);
    }

    private @Nullable Object computeOperator(Expression expression) {
        if (expression instanceof Arithmetic arithmetic) {
            return arithmetic(arithmetic);
        } else if (expression instanceof Concatenation concatenation) {
            return TextJoin.of(printable(concatenation.parts()));
        } else if (expression instanceof Expression.Comparison comparison) {
            return Comparisons.evaluate(this, comparison);
        } else if (expression instanceof Test test) {
            return calls.test(test);
        } else if (expression instanceof And || expression instanceof Or || expression instanceof Not) {
            return truths.value(expression);
        } else if (expression instanceof Conditional conditional) {
            return conditional(conditional);
        } else if (expression instanceof Negative negative) {
            return signed(negative.operand(), true);
        } else if (expression instanceof Positive positive) {
            return signed(positive.operand(), false);
        }
        throw new IllegalArgumentException(expression.toString());
    }

    /** The value of an operand, which must not be undefined. */
    @Nullable
    Object operand(Expression expression) {
        return operand(expression, evaluate(expression));
    }

    private static @Nullable Object operand(Expression expression, @Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined(undefined, expression);
        }
        return value;
    }

    /** The error of using an expression that is undefined. */
    static TemplateError undefined(Undefined undefined, Expression expression) {
        OperationException error = Spread.undefined(undefined);
        return new TemplateError(error.getMessage(), error.hint(), expression.offset());
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private OwnList printable(List<Expression> expressions) {
        OwnList values = new OwnList();
        for (Expression each : expressions) {
            Object value = evaluate(each);
            values.add(value == Spread.NOTHING ? value : operand(each, value));
        }
        return values;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private OwnList items(List<Expression> expressions) {
        OwnList items = new OwnList();
        expressions.forEach(item -> items.add(evaluate(item)));
        return items;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private Object map(MapLiteral literal) {
        OwnMap map = new OwnMap();
        for (Entry entry : literal.entries()) {
            Object key = operand(entry.key());
            if (key instanceof Unknown) {
                return key;
            }
            map.put(key instanceof Secret secret ? secret.value() : key, evaluate(entry.value()));
        }
        return map;
    }

    private @Nullable Object arithmetic(Arithmetic arithmetic) {
        Object left = operand(arithmetic.left());
        Object right = operand(arithmetic.right());
        if (left instanceof Unknown || right instanceof Unknown) {
            return left instanceof Unknown ? left : right;
        } else if (left instanceof Secret || right instanceof Secret) {
            return Spread.hidden(Operators.arithmetic(arithmetic.symbol(), clear(left), clear(right)));
        } else if (arithmetic.symbol().equals("%") && left instanceof String pattern) {
            return TextJoin.format(pattern, right);
        }
        return Operators.arithmetic(arithmetic.symbol(), left, right);
    }

    static @Nullable Object clear(@Nullable Object value) {
        return value instanceof Secret secret ? secret.value() : value;
    }

    private @Nullable Object signed(Expression expression, boolean negative) {
        Object value = operand(expression);
        Object plain = clear(value);
        if (value instanceof Unknown) {
            return value;
        } else if (plain == null || !Types.isNumeric(plain)) {
            throw new OperationException(
                    "bad operand type for unary " + (negative ? "-" : "+") + ": '" + Types.name(plain) + "'",
                    "convert it with '| int' or '| float'");
        }
        Object result = negative ? Numbers.negate(plain) : plain;
        return value instanceof Secret ? Spread.hidden(result) : result;
    }

    private @Nullable Object slice(Slice slice) {
        Object target = operand(slice.target());
        Object start = bound(slice.start());
        Object stop = bound(slice.stop());
        Object step = bound(slice.step());
        for (Object each : Tuple.of(target, start, stop, step)) {
            if (each instanceof Unknown) {
                return each;
            }
        }
        Object part = Slices.slice(clear(target), clear(start), clear(stop), clear(step));
        return target instanceof Secret ? Spread.hidden(part) : part;
    }

    private @Nullable Object bound(@Nullable Expression expression) {
        return expression == null ? null : operand(expression);
    }

    private @Nullable Object conditional(Conditional conditional) {
        Object truth = truths.of(conditional.condition());
        if (truth instanceof Unknown) {
            return truth;
        } else if (Types.truth(truth)) {
            return evaluate(conditional.then());
        }
        Expression otherwise = conditional.otherwise();
        return otherwise != null ? evaluate(otherwise) : Spread.NOTHING;
    }
}
