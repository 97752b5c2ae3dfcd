package dev.sluice.template;

import dev.sluice.python.Types;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.FreeName;
import dev.sluice.template.syntax.NameSearch;
import dev.sluice.template.syntax.TemplateError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bare expression that decides something, as after {@code when:}. */
public final class Condition {
    private final Templates templates;
    private final Expression expression;

    Condition(Templates templates, Expression expression) {
        this.templates = templates;
        this.expression = expression;
    }

    /**
     * Decides.
     *
     * @return a Boolean, or an Unknown that says on what the decision depends
     * @throws TemplateError if the expression fails or its value is no boolean
     */
    public Object evaluate(Scope variables) {
        Evaluator evaluator = new Evaluator(new Evaluation(templates, variables), Frame.root());
        Object value = evaluator.truths().decide(expression);
        if (value instanceof Boolean || value instanceof Unknown) {
            return value;
        }
        throw new TemplateError(
                "conditions must be booleans, but this one is a value of type '" + Types.name(value) + "'",
                hint(value),
                expression.offset());
    }

    private static String hint(@Nullable Object value) {
        if (value instanceof String) {
            return "compare it, e.g. '== ...', or convert it with '| bool'";
        } else if (Types.isIterable(value)) {
            return "ask for its length, e.g. '| length > 0'";
        }
        return value == null ? "ask 'is not none'" : "compare it, e.g. '> 0', or convert it with '| bool'";
    }

    /** The value of the expression, which need not be a boolean; it is never undefined. */
    public @Nullable Object value(Scope variables) {
        Evaluator evaluator = new Evaluator(new Evaluation(templates, variables), Frame.root());
        return Results.value(evaluator.operand(expression), expression.offset());
    }

    /** The variables that the expression uses. */
    public List<FreeName> freeNames() {
        return NameSearch.in(expression);
    }
}
