package dev.sluice.template.syntax;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parses the statements that bring in other templates. */
public final class ImportParser {
    private ImportParser() {}

    public static Node parse(String name, TokenStream tokens, ExpressionParser expressions, int offset) {
        Expression template = expressions.expression();
        Node node = switch (name) {
            case "include" -> include(tokens, template, offset);
            case "import" -> importAll(tokens, template, offset);
            case "from" -> importNames(tokens, template, offset);
            default -> new Node.Extends(template, offset);
        };
        tokens.expectEnd();
        return node;
    }

    private static Node include(TokenStream tokens, Expression template, int offset) {
        boolean ignore = tokens.peek().isName("ignore") && tokens.peek(1).isName("missing");
        if (ignore) {
            tokens.next();
            tokens.next();
        }
        return new Node.Include(template, ignore, context(tokens, true), offset);
    }

    private static boolean context(TokenStream tokens, boolean usual) {
        boolean with = tokens.peek().isName("with") && tokens.peek(1).isName("context");
        boolean without = tokens.peek().isName("without") && tokens.peek(1).isName("context");
        if (with || without) {
            tokens.next();
            tokens.next();
        }
        return with || usual && !without;
    }

    private static Node importAll(TokenStream tokens, Expression template, int offset) {
        expectWord(tokens, "as");
        String alias = tokens.expectName("a name").text();
        return new Node.Import(template, alias, context(tokens, false), offset);
    }

    private static Node importNames(TokenStream tokens, Expression template, int offset) {
        expectWord(tokens, "import");
        Map<String, String> names = new LinkedHashMap<>();
        do {
            String name = tokens.expectName("the name of a macro").text();
            names.put(name, tokens.skipName("as") ? tokens.expectName("a name").text() : name);
        } while (tokens.skip(",")
                && !tokens.peek().isName("with")
                && !tokens.peek().isName("without"));
        return new Node.FromImport(template, names, context(tokens, false), offset);
    }

    private static void expectWord(TokenStream tokens, String word) {
        if (!tokens.skipName(word)) {
            throw new TemplateSyntaxError(
                    "'" + word + "' was expected, not " + tokens.peek().shown(),
                    "",
                    tokens.peek().offset());
        }
    }
}
