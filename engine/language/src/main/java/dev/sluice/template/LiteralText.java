package dev.sluice.template;

import dev.sluice.python.Numbers;
import dev.sluice.python.OwnList;
import dev.sluice.python.OwnMap;
import dev.sluice.python.Tuple;
import dev.sluice.template.Expression.Arguments;
import dev.sluice.template.Expression.Entry;
import dev.sluice.template.Expression.ListLiteral;
import dev.sluice.template.Expression.Literal;
import dev.sluice.template.Expression.MapLiteral;
import dev.sluice.template.Expression.Name;
import dev.sluice.template.Expression.Negative;
import dev.sluice.template.Expression.TupleLiteral;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text that a template was put together to for the list or mapping that it spells, as ansible-core does: only a
 * text that starts with a bracket or brace, and only if all of it is literals; and the texts True and False.
 */
final class LiteralText implements Vocabulary {
    private static final LiteralText NO_CALLS = new LiteralText();

    private LiteralText() {}

    static Object converted(String text) {
        if (text.equals("True") || text.equals("False")) {
            return text.equals("True");
        } else if (!text.startsWith("[") && !text.startsWith("{")) {
            return text;
        }
        try {
            TokenStream tokens = new TokenStream(Lexer.tokenize(text, 0, "", true));
            Expression expression = new ExpressionParser(tokens, NO_CALLS).expression();
            tokens.expectEnd();
            Object value = value(expression);
            return value == null ? text : value;
        } catch (TemplateSyntaxError | NoLiteral notLiteral) {
            return text;
        }
    }

    private static @Nullable Object value(Expression expression) throws NoLiteral {
        if (expression instanceof Literal literal) {
            return literal.value();
        } else if (expression instanceof ListLiteral list) {
            return items(list.items());
        } else if (expression instanceof TupleLiteral tuple) {
            return Tuple.copyOf(items(tuple.items()));
        } else if (expression instanceof MapLiteral map) {
            return map(map);
        } else if (expression instanceof Negative negative
                && negative.operand() instanceof Literal literal
                && literal.value() instanceof Number number) {
            return Numbers.negate(number);
        } else if (expression instanceof Name name && name.name().equals("null")) {
            return null;
        }
        throw new NoLiteral();
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static OwnList items(List<Expression> expressions) throws NoLiteral {
        OwnList items = new OwnList();
        for (Expression each : expressions) {
            items.add(value(each));
        }
        return items;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static OwnMap map(MapLiteral literal) throws NoLiteral {
        OwnMap map = new OwnMap();
        for (Entry entry : literal.entries()) {
            map.put(value(entry.key()), value(entry.value()));
        }
        return map;
    }

    @Override
    public void checkLookup(String name, int offset) {
        throw new TemplateSyntaxError("a call is not a literal", "", offset);
    }

    @Override
    public void checkFilter(String name, Arguments arguments, int offset) {
        throw new TemplateSyntaxError("a literal has no filters", "", offset);
    }

    @Override
    public void checkTest(String name, Arguments arguments, int offset) {
        throw new TemplateSyntaxError("a literal has no tests", "", offset);
    }

    private static final class NoLiteral extends Exception {
        private static final long serialVersionUID = 1L;

        NoLiteral() {
            super("no literal", null, false, false);
        }
    }
}
