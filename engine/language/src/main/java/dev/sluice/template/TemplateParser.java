package dev.sluice.template;

import dev.sluice.template.Expression.Filter;
import dev.sluice.template.Expression.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Matches up the statements of a template. */
final class TemplateParser {
    private static final Set<String> CLOSERS = Set.of(
            "elif", "else", "endif", "endfor", "endset", "endwith", "endmacro", "endcall", "endfilter", "endblock");
    private static final Set<String> STATEMENTS = Set.of(
            "if",
            "for",
            "set",
            "with",
            "macro",
            "call",
            "filter",
            "do",
            "break",
            "continue",
            "include",
            "import",
            "from",
            "block",
            "extends",
            "raw");
    private static final int MOST_DEPTH = 100;

    private final List<Piece> pieces;
    private final Vocabulary vocabulary;
    private int at;
    private int depth;
    private int loops;

    private TemplateParser(List<Piece> pieces, Vocabulary vocabulary) {
        this.pieces = pieces;
        this.vocabulary = vocabulary;
    }

    /** The nodes of the text from an offset on. */
    static List<Node> parse(String text, int from, Syntax syntax, Vocabulary vocabulary) {
        return new TemplateParser(TemplateScanner.scan(text, from, syntax), vocabulary).body(Set.of(), null);
    }

    /** A statement that has begun: its words, the parser for its expressions, and its place. */
    private record Statement(TokenStream tokens, ExpressionParser expressions, int offset) {
        Expression expression() {
            return expressions.expressionOrTuple(true);
        }
    }

    /** The nodes up to the tag with one of these names, which stays unread. */
    private List<Node> body(Set<String> closers, @Nullable Statement opener) {
        if (++depth > MOST_DEPTH) {
            throw new TemplateSyntaxError("statements are nested more than " + MOST_DEPTH + " levels deep", "", 0);
        }
        List<Node> nodes = new ArrayList<>();
        while (at < pieces.size()) {
            Piece piece = pieces.get(at);
            if (piece instanceof Piece.PlainText text) {
                nodes.add(new Node.PlainText(text.text(), text.offset()));
                at++;
            } else if (piece instanceof Piece.Output output) {
                nodes.add(output(output));
                at++;
            } else if (piece instanceof Piece.Tag tag) {
                String name = name(tag);
                if (closers.contains(name)) {
                    depth--;
                    return nodes;
                }
                at++;
                nodes.add(statement(name, start(tag)));
            }
        }
        if (opener != null) {
            throw new TemplateSyntaxError(
                    "the statement is never closed", "close it with '" + last(closers) + "'", opener.offset());
        }
        depth--;
        return nodes;
    }

    private static String last(Set<String> closers) {
        return closers.stream()
                .filter(name -> name.startsWith("end"))
                .findFirst()
                .orElseThrow();
    }

    private static String name(Piece.Tag tag) {
        Token first = tag.tokens().get(0);
        if (first.kind() != Token.Kind.NAME) {
            throw new TemplateSyntaxError("the name of a statement was expected", "", first.offset());
        }
        return first.text();
    }

    private Statement start(Piece.Tag tag) {
        TokenStream tokens = new TokenStream(tag.tokens());
        tokens.next();
        return new Statement(tokens, new ExpressionParser(tokens, vocabulary), tag.offset());
    }

    private Node output(Piece.Output output) {
        TokenStream tokens = new TokenStream(output.tokens());
        Expression expression = new ExpressionParser(tokens, vocabulary).expressionOrTuple(true);
        tokens.expectEnd();
        return new Node.Output(expression, output.offset());
    }

    private Node statement(String name, Statement statement) {
        return switch (name) {
            case "if" -> ifStatement(statement);
            case "for" -> forStatement(statement);
            case "set" -> set(statement);
            case "with" -> with(statement);
            case "macro" -> macro(statement);
            case "call" -> callBlock(statement);
            case "filter" -> filterBlock(statement);
            case "do" -> new Node.Do(ended(statement, statement.expression()), statement.offset());
            case "break", "continue" -> jump(name, statement);
            case "include", "import", "from", "extends" ->
                ImportParser.parse(name, statement.tokens(), statement.expressions(), statement.offset());
            case "block" -> block(statement);
            default -> throw unknown(name, statement);
        };
    }

    private static TemplateSyntaxError unknown(String name, Statement statement) {
        if (CLOSERS.contains(name)) {
            return new TemplateSyntaxError("'" + name + "' closes nothing here", "", statement.offset());
        }
        return new TemplateSyntaxError(
                "there is no statement '" + name + "'", Suggestions.hint(name, STATEMENTS), statement.offset());
    }

    private static <T> T ended(Statement statement, T result) {
        statement.tokens().expectEnd();
        return result;
    }

    private List<Node> bodyUpTo(Statement opener, String closer) {
        List<Node> body = body(Set.of(closer), opener);
        at++;
        return body;
    }

    private String closer() {
        return name((Piece.Tag) pieces.get(at));
    }

    private Node ifStatement(Statement statement) {
        List<Node.Branch> branches = new ArrayList<>();
        List<Node> otherwise = List.of();
        Statement current = statement;
        while (true) {
            Expression condition = ended(current, current.expression());
            branches.add(new Node.Branch(condition, body(Set.of("elif", "else", "endif"), statement)));
            String closer = closer();
            current = start((Piece.Tag) pieces.get(at++));
            if (closer.equals("else")) {
                ended(current, "");
                otherwise = bodyUpTo(statement, "endif");
            }
            if (!closer.equals("elif")) {
                return new Node.If(branches, otherwise, statement.offset());
            }
        }
    }

    private Node forStatement(Statement statement) {
        TokenStream tokens = statement.tokens();
        Node.Target target = TargetParser.targets(tokens);
        if (!tokens.skipName("in")) {
            throw new TemplateSyntaxError(
                    "'in' was expected, not " + tokens.peek().shown(),
                    "for item in items",
                    tokens.peek().offset());
        }
        Expression items = statement.expressions().expressionOrTuple(false);
        Expression filter = tokens.skipName("if") ? statement.expressions().expression() : null;
        boolean recursive = tokens.skipName("recursive");
        tokens.expectEnd();
        loops++;
        List<Node> body = body(Set.of("else", "endfor"), statement);
        loops--;
        boolean hasElse = closer().equals("else");
        at++;
        List<Node> otherwise = hasElse ? bodyUpTo(statement, "endfor") : List.of();
        return new Node.For(target, items, filter, recursive, body, otherwise, statement.offset());
    }

    private Node jump(String name, Statement statement) {
        if (loops == 0) {
            throw new TemplateSyntaxError("'" + name + "' stands outside of a loop", "", statement.offset());
        }
        return new Node.Jump(ended(statement, name.equals("break")), statement.offset());
    }

    private Node set(Statement statement) {
        Node.Target target = TargetParser.targets(statement.tokens());
        if (statement.tokens().skip("=")) {
            return new Node.Set(target, ended(statement, statement.expression()), statement.offset());
        }
        List<Filter> filters = filters(statement, false);
        return new Node.SetBlock(target, filters, bodyUpTo(statement, "endset"), statement.offset());
    }

    /** A chain of filters; its innermost target is a placeholder for the text of the block. */
    private List<Filter> filters(Statement statement, boolean barImplied) {
        List<Filter> filters = new ArrayList<>();
        ValueParser values = new ValueParser(statement.tokens(), statement.expressions(), vocabulary);
        boolean more = barImplied || statement.tokens().skip("|");
        while (more) {
            filters.add(values.filter(new Literal(null, statement.offset())));
            more = statement.tokens().skip("|");
        }
        return ended(statement, filters);
    }

    private Node with(Statement statement) {
        List<Node.Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (statement.tokens().peek().kind() != Token.Kind.END) {
            if (!targets.isEmpty()) {
                statement.tokens().expect(",");
            }
            targets.add(TargetParser.target(statement.tokens()));
            statement.tokens().expect("=");
            values.add(statement.expressions().expression());
        }
        return new Node.With(targets, values, bodyUpTo(statement, "endwith"), statement.offset());
    }

    private Node macro(Statement statement) {
        String name = statement.tokens().expectName("the macro's name").text();
        Node.Signature signature = signature(statement);
        return new Node.Macro(name, ended(statement, signature), bodyUpTo(statement, "endmacro"), statement.offset());
    }

    private static Node.Signature signature(Statement statement) {
        return SignatureParser.parse(statement.tokens(), statement.expressions());
    }

    private Node callBlock(Statement statement) {
        Node.Signature signature =
                statement.tokens().peek().is("(") ? signature(statement) : new Node.Signature(List.of(), Map.of());
        Expression call = ended(statement, statement.expressions().expression());
        if (!(call instanceof Expression.Call)) {
            throw new TemplateSyntaxError("'call' needs the call of a macro", "", statement.offset());
        }
        return new Node.CallBlock(signature, call, bodyUpTo(statement, "endcall"), statement.offset());
    }

    private Node filterBlock(Statement statement) {
        List<Filter> filters = filters(statement, true);
        return new Node.FilterBlock(filters, bodyUpTo(statement, "endfilter"), statement.offset());
    }

    private Node block(Statement statement) {
        TokenStream tokens = statement.tokens();
        String name = tokens.expectName("the block's name").text();
        boolean scoped = tokens.skipName("scoped");
        tokens.skipName("required");
        tokens.expectEnd();
        return new Node.Block(name, scoped, bodyUpTo(statement, "endblock"), statement.offset());
    }
}
