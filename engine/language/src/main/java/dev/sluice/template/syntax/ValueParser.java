package dev.sluice.template.syntax;

import dev.sluice.template.syntax.Expression.Arguments;
import dev.sluice.template.syntax.Expression.Attribute;
import dev.sluice.template.syntax.Expression.Call;
import dev.sluice.template.syntax.Expression.Entry;
import dev.sluice.template.syntax.Expression.Filter;
import dev.sluice.template.syntax.Expression.ListLiteral;
import dev.sluice.template.syntax.Expression.Literal;
import dev.sluice.template.syntax.Expression.MapLiteral;
import dev.sluice.template.syntax.Expression.Name;
import dev.sluice.template.syntax.Expression.Not;
import dev.sluice.template.syntax.Expression.Slice;
import dev.sluice.template.syntax.Expression.Subscript;
import dev.sluice.template.syntax.Expression.Test;
import dev.sluice.template.syntax.Expression.TupleLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses values and what follows them: attributes, items, calls, filters and tests. */
final class ValueParser {
    private static final Set<String> NOT_A_TEST_ARGUMENT = Set.of("else", "or", "and", "if", "not", "in", "is");

    private static final Set<String> LOOKUPS = Set.of("lookup", "query", "q");

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final Vocabulary vocabulary;

    ValueParser(TokenStream tokens, ExpressionParser expressions, Vocabulary vocabulary) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.vocabulary = vocabulary;
    }

    Expression valueWithSuffixes() {
        return suffixes(value());
    }

    private Expression value() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case NAME -> name(token);
            case TEXT -> new Literal(adjacentTexts(token), token.offset());
            case NUMBER -> new Literal(token.value(), token.offset());
            case OPERATOR -> bracketed(token);
            case END ->
                throw new TemplateSyntaxError(
                        "an expression was expected",
                        "something is missing at the end: complete it or take what is left over out",
                        token.offset());
        };
    }

    private static Expression name(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Literal(true, token.offset());
            case "false", "False" -> new Literal(false, token.offset());
            case "none", "None" -> new Literal(null, token.offset());
            case "and", "or", "is", "in", "if", "else", "not" ->
                throw new TemplateSyntaxError(
                        "a value was expected, not '" + token.text() + "'",
                        "complete what stands before it",
                        token.offset());
            default -> new Name(token.text(), token.offset());
        };
    }

    private String adjacentTexts(Token first) {
        StringBuilder text = new StringBuilder(String.valueOf(first.value()));
        while (tokens.peek().kind() == Token.Kind.TEXT) {
            text.append(tokens.next().value());
        }
        return text.toString();
    }

    private Expression bracketed(Token open) {
        return switch (open.text()) {
            case "(" -> parenthesized(open);
            case "[" -> new ListLiteral(items("]"), open.offset());
            case "{" -> mapping(open);
            default ->
                throw new TemplateSyntaxError("a value was expected, not '" + open.text() + "'", "", open.offset());
        };
    }

    private Expression parenthesized(Token open) {
        if (tokens.skip(")")) {
            return new TupleLiteral(List.of(), open.offset());
        }
        Expression content = expressions.expressionOrTuple(true);
        tokens.expect(")");
        return content;
    }

    private List<Expression> items(String closer) {
        List<Expression> items = new ArrayList<>();
        while (!tokens.skip(closer)) {
            if (!items.isEmpty()) {
                tokens.expect(",");
                if (tokens.skip(closer)) {
                    break;
                }
            }
            items.add(expressions.expression());
        }
        return items;
    }

    private Expression mapping(Token open) {
        List<Entry> entries = new ArrayList<>();
        while (!tokens.skip("}")) {
            if (!entries.isEmpty()) {
                tokens.expect(",");
                if (tokens.skip("}")) {
                    break;
                }
            }
            Expression key = expressions.expression();
            tokens.expect(":");
            entries.add(new Entry(key, expressions.expression()));
        }
        return new MapLiteral(entries, open.offset());
    }

    private Expression suffixes(Expression start) {
        Expression result = start;
        while (true) {
            Token token = tokens.peek();
            if (token.is(".")) {
                expressions.operation(tokens.next().offset());
                result = attribute(result);
            } else if (token.is("[")) {
                expressions.operation(tokens.next().offset());
                result = subscript(result, token);
            } else if (token.is("(")) {
                expressions.operation(tokens.next().offset());
                result = call(result);
            } else {
                return result;
            }
        }
    }

    /** A call whose parenthesis was read. A lookup that is named by a text must exist. */
    private Call call(Expression target) {
        Call call = new Call(target, arguments(), target.offset());
        if (target instanceof Name function
                && LOOKUPS.contains(function.name())
                && !call.arguments().positional().isEmpty()
                && call.arguments().positional().get(0) instanceof Literal literal
                && literal.value() instanceof String name) {
            vocabulary.checkLookup(name, literal.offset());
        }
        return call;
    }

    private Expression attribute(Expression target) {
        Token token = tokens.next();
        if (token.kind() == Token.Kind.NUMBER && token.value() instanceof Long) {
            return new Subscript(target, new Literal(token.value(), token.offset()), token.offset());
        } else if (token.kind() != Token.Kind.NAME) {
            throw new TemplateSyntaxError("a name was expected after '.', not " + token.shown(), "", token.offset());
        }
        return new Attribute(target, token.text(), token.offset());
    }

    private Expression subscript(Expression target, Token open) {
        Expression start = tokens.peek().is(":") ? null : expressions.expressionOrTuple(true);
        if (!tokens.skip(":")) {
            tokens.expect("]");
            if (start == null) {
                throw new TemplateSyntaxError("an index was expected", "", open.offset());
            }
            return new Subscript(target, start, open.offset());
        }
        Expression stop = bound();
        Expression step = tokens.skip(":") ? bound() : null;
        tokens.expect("]");
        return new Slice(target, start, stop, step, open.offset());
    }

    private @Nullable Expression bound() {
        return tokens.peek().is(":") || tokens.peek().is("]") ? null : expressions.expression();
    }

    private Arguments arguments() {
        return ArgumentsParser.parse(tokens, expressions);
    }

    Expression filtersAndTests(Expression start) {
        Expression result = start;
        while (true) {
            Token token = tokens.peek();
            if (token.is("|")) {
                expressions.operation(tokens.next().offset());
                result = filter(result);
            } else if (token.isName("is")) {
                tokens.next();
                result = test(result);
            } else if (token.is("(")) {
                expressions.operation(tokens.next().offset());
                result = call(result);
            } else {
                return result;
            }
        }
    }

    /** A filter whose bar was read. */
    Filter filter(Expression target) {
        Token token = tokens.expectName("the name of a filter");
        String name = dottedName(token);
        Arguments arguments = tokens.skip("(") ? arguments() : Arguments.NONE;
        vocabulary.checkFilter(name, arguments, token.offset());
        return new Filter(target, name, arguments, token.offset());
    }

    private String dottedName(Token first) {
        StringBuilder name = new StringBuilder(first.text());
        while (tokens.peek().is(".")) {
            tokens.next();
            name.append('.').append(tokens.expectName("a name").text());
        }
        return name.toString();
    }

    private Expression test(Expression target) {
        int not = tokens.peek().offset();
        boolean negated = tokens.skipName("not");
        Token token = tokens.expectName("the name of a test");
        String name = dottedName(token);
        Arguments arguments = testArguments();
        vocabulary.checkTest(name, arguments, token.offset());
        Expression test = new Test(target, name, arguments, token.offset());
        return negated ? new Not(test, not) : test;
    }

    private Arguments testArguments() {
        Token token = tokens.peek();
        if (tokens.skip("(")) {
            return arguments();
        }
        boolean opens = token.is("[") || token.is("{");
        boolean literal = token.kind() == Token.Kind.TEXT || token.kind() == Token.Kind.NUMBER;
        boolean name = token.kind() == Token.Kind.NAME && !NOT_A_TEST_ARGUMENT.contains(token.text());
        if (token.isName("is")) {
            throw new TemplateSyntaxError("tests cannot be chained with 'is'", "join them with 'and'", token.offset());
        }
        return opens || literal || name
                ? new Arguments(List.of(valueWithSuffixes()), Map.of(), null, null)
                : Arguments.NONE;
    }
}
