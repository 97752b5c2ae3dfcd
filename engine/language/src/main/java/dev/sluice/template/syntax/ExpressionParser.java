package dev.sluice.template.syntax;

import dev.sluice.template.syntax.Expression.And;
import dev.sluice.template.syntax.Expression.Arithmetic;
import dev.sluice.template.syntax.Expression.Comparison;
import dev.sluice.template.syntax.Expression.Concatenation;
import dev.sluice.template.syntax.Expression.Conditional;
import dev.sluice.template.syntax.Expression.Link;
import dev.sluice.template.syntax.Expression.Negative;
import dev.sluice.template.syntax.Expression.Not;
import dev.sluice.template.syntax.Expression.Or;
import dev.sluice.template.syntax.Expression.Positive;
import dev.sluice.template.syntax.Expression.TupleLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parses expressions by precedence climbing. The levels are those of Jinja2's own parser, from loosest to tightest:
 * inline if, or, and, not, comparison, {@code + -}, {@code ~}, {@code * / // %}, {@code **}, sign, then what follows a
 * value (attribute, item, call, filter, test).
 */
public final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final int MOST_DEPTH = 200;
    private static final int MOST_OPERATIONS = 1000;

    private final TokenStream tokens;
    private final ValueParser values;
    private int depth;
    private int operations;

    public ExpressionParser(TokenStream tokens, Vocabulary vocabulary) {
        this.tokens = tokens;
        this.values = new ValueParser(tokens, this, vocabulary);
    }

    /** One expression; what follows it stays unread. */
    public Expression expression() {
        return conditional(true);
    }

    /** A filter whose bar was read. */
    public Expression.Filter filter(Expression target) {
        return values.filter(target);
    }

    /** An expression without an inline if, as after {@code in} of a loop. */
    Expression unconditional() {
        return conditional(false);
    }

    /** One expression or, with commas, a tuple. */
    public Expression expressionOrTuple(boolean withConditional) {
        int offset = tokens.peek().offset();
        Expression first = conditional(withConditional);
        if (!tokens.peek().is(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.skip(",")) {
            if (endsTuple()) {
                break;
            }
            items.add(conditional(withConditional));
        }
        return new TupleLiteral(items, offset);
    }

    private boolean endsTuple() {
        Token token = tokens.peek();
        return token.kind() == Token.Kind.END
                || token.is(")")
                || token.is("=")
                || token.isName("in")
                || token.isName("recursive")
                || token.isName("if");
    }

    private Expression conditional(boolean allowed) {
        descend(tokens.peek().offset());
        Expression result = or();
        while (allowed && tokens.peek().isName("if")) {
            int offset = tokens.next().offset();
            Expression condition = or();
            Expression otherwise = tokens.skipName("else") ? conditional(true) : null;
            result = new Conditional(result, condition, otherwise, offset);
        }
        depth--;
        return result;
    }

    /** Counts an operation, so that long chains cannot exhaust the stack when they are evaluated. */
    int operation(int offset) {
        if (++operations > MOST_OPERATIONS) {
            throw new TemplateSyntaxError(
                    "the expression has more than " + MOST_OPERATIONS + " operations",
                    "split it up with 'set'",
                    offset);
        }
        return offset;
    }

    private void descend(int offset) {
        if (++depth > MOST_DEPTH) {
            throw new TemplateSyntaxError(
                    "the expression is nested more than " + MOST_DEPTH + " levels deep", "", offset);
        }
    }

    private Expression or() {
        Expression left = and();
        while (tokens.peek().isName("or")) {
            int offset = tokens.next().offset();
            left = new Or(left, and(), operation(offset));
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.peek().isName("and")) {
            int offset = tokens.next().offset();
            left = new And(left, not(), operation(offset));
        }
        return left;
    }

    private Expression not() {
        if (tokens.peek().isName("not")) {
            int offset = tokens.next().offset();
            descend(offset);
            Expression operand = not();
            depth--;
            return new Not(operand, offset);
        }
        return comparison();
    }

    private Expression comparison() {
        Expression first = sum();
        List<Link> links = new ArrayList<>();
        while (true) {
            Token token = tokens.peek();
            if (token.kind() == Token.Kind.OPERATOR && COMPARISONS.contains(token.text())) {
                tokens.next();
                links.add(new Link(token.text(), sum(), token.offset()));
            } else if (token.isName("in")) {
                tokens.next();
                links.add(new Link("in", sum(), token.offset()));
            } else if (token.isName("not") && tokens.peek(1).isName("in")) {
                tokens.next();
                tokens.next();
                links.add(new Link("not in", sum(), token.offset()));
            } else {
                return links.isEmpty()
                        ? first
                        : new Comparison(first, links, links.get(0).offset());
            }
        }
    }

    private Expression sum() {
        Expression left = concatenation();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            Token operator = tokens.next();
            left = new Arithmetic(operator.text(), left, concatenation(), operation(operator.offset()));
        }
        return left;
    }

    private Expression concatenation() {
        Expression first = product();
        if (!tokens.peek().is("~")) {
            return first;
        }
        int offset = tokens.peek().offset();
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.skip("~")) {
            parts.add(product());
        }
        return new Concatenation(parts, offset);
    }

    private Expression product() {
        Expression left = power();
        while (tokens.peek().is("*")
                || tokens.peek().is("/")
                || tokens.peek().is("//")
                || tokens.peek().is("%")) {
            Token operator = tokens.next();
            left = new Arithmetic(operator.text(), left, power(), operation(operator.offset()));
        }
        return left;
    }

    private Expression power() {
        Expression left = sign(true);
        while (tokens.peek().is("**")) {
            Token operator = tokens.next();
            left = new Arithmetic("**", left, sign(true), operation(operator.offset()));
        }
        return left;
    }

    private Expression sign(boolean withFilters) {
        Token token = tokens.peek();
        Expression result;
        if (token.is("-") || token.is("+")) {
            tokens.next();
            descend(token.offset());
            Expression operand = sign(false);
            depth--;
            result = token.is("-") ? new Negative(operand, token.offset()) : new Positive(operand, token.offset());
        } else {
            result = values.valueWithSuffixes();
        }
        return withFilters ? values.filtersAndTests(result) : result;
    }
}
