package dev.sluice.template.syntax;

import dev.sluice.template.syntax.Expression.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses what stands in the parentheses of a call, a filter or a test. */
final class ArgumentsParser {
    private ArgumentsParser() {}

    /** The arguments of a call whose opening parenthesis was read. */
    static Arguments parse(TokenStream tokens, ExpressionParser expressions) {
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        Expression rest = null;
        Expression namedRest = null;
        boolean first = true;
        while (!tokens.skip(")")) {
            if (!first) {
                tokens.expect(",");
                if (tokens.skip(")")) {
                    break;
                }
            }
            first = false;
            if (tokens.skip("**")) {
                namedRest = expressions.expression();
            } else if (tokens.skip("*")) {
                rest = expressions.expression();
            } else {
                argument(tokens, expressions, positional, named);
            }
        }
        return new Arguments(positional, named, rest, namedRest);
    }

    private static void argument(
            TokenStream tokens,
            ExpressionParser expressions,
            List<Expression> positional,
            Map<String, Expression> named) {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.NAME && tokens.peek(1).is("=")) {
            tokens.next();
            tokens.next();
            if (named.put(token.text(), expressions.expression()) != null) {
                throw new TemplateSyntaxError("the argument '" + token.text() + "' is given twice", "", token.offset());
            }
        } else if (!named.isEmpty()) {
            throw new TemplateSyntaxError(
                    "an argument without a name follows one with a name", "put it first", token.offset());
        } else {
            positional.add(expressions.expression());
        }
    }
}
