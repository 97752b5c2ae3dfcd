package dev.sluice.template.syntax;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expression, parsed. Every node knows where it starts in the template's text. */
public sealed interface Expression {
    /** Where the expression's deciding word is: the name, the operator, the filter's name. */
    int offset();

    record Literal(@Nullable Object value, int offset) implements Expression {}

    record ListLiteral(List<Expression> items, int offset) implements Expression {}

    record TupleLiteral(List<Expression> items, int offset) implements Expression {}

    record MapLiteral(List<Entry> entries, int offset) implements Expression {}

    record Entry(Expression key, Expression value) {}

    record Name(String name, int offset) implements Expression {}

    record Attribute(Expression target, String name, int offset) implements Expression {}

    record Subscript(Expression target, Expression key, int offset) implements Expression {}

    record Slice(
            Expression target,
            @Nullable Expression start,
            @Nullable Expression stop,
            @Nullable Expression step,
            int offset)
            implements Expression {}

    record Call(Expression target, Arguments arguments, int offset) implements Expression {}

    /** A filter; the target is null only in a filter block, where the block's text takes its place. */
    record Filter(Expression target, String name, Arguments arguments, int offset) implements Expression {}

    record Test(Expression target, String name, Arguments arguments, int offset) implements Expression {}

    record Negative(Expression operand, int offset) implements Expression {}

    record Positive(Expression operand, int offset) implements Expression {}

    record Arithmetic(String symbol, Expression left, Expression right, int offset) implements Expression {}

    record Concatenation(List<Expression> parts, int offset) implements Expression {}

    /** A chain such as {@code 1 < x <= 3}; there is at least one link. */
    record Comparison(Expression first, List<Link> links, int offset) implements Expression {}

    /** One link of a chain; the symbol is one of {@code == != < <= > >=}, {@code in} and {@code not in}. */
    record Link(String symbol, Expression operand, int offset) {}

    record Not(Expression operand, int offset) implements Expression {}

    record And(Expression left, Expression right, int offset) implements Expression {}

    record Or(Expression left, Expression right, int offset) implements Expression {}

    record Conditional(
            Expression then, Expression condition, @Nullable Expression otherwise, int offset) implements Expression {}

    /**
     * What is passed to a call, filter or test.
     *
     * @param rest the list after {@code *}; null if there is none
     * @param namedRest the mapping after {@code **}; null if there is none
     */
    record Arguments(
            List<Expression> positional,
            Map<String, Expression> named,
            @Nullable Expression rest,
            @Nullable Expression namedRest) {
        static final Arguments NONE = new Arguments(List.of(), Map.of(), null, null);
    }
}
