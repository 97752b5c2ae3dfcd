package dev.sluice.template.jinjava;

import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Expression.Filter;
import dev.sluice.template.syntax.Expression.Literal;
import dev.sluice.template.syntax.ImportParser;
import dev.sluice.template.syntax.Node;
import dev.sluice.template.syntax.SignatureParser;
import dev.sluice.template.syntax.TargetParser;
import dev.sluice.template.syntax.TemplateSyntaxError;
import dev.sluice.template.syntax.Token;
import dev.sluice.template.syntax.TokenStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of statements that there are, and how each is compiled. */
final class StatementTags {
    private static final List<StatementTag> TAGS = List.of(
            new StatementTag("if", "endif", StatementTags::branches),
            new StatementTag("elif", null, statement -> misplaced("elif", statement)),
            new StatementTag("else", null, statement -> misplaced("else", statement)),
            new StatementTag("for", "endfor", StatementTags::loop),
            new StatementTag("break", null, statement -> jump("break", statement)),
            new StatementTag("continue", null, statement -> jump("continue", statement)),
            new StatementTag("set", "endset", StatementTags::set),
            new StatementTag("with", "endwith", StatementTags::with),
            new StatementTag("macro", "endmacro", StatementTags::macro),
            new StatementTag("call", "endcall", StatementTags::callBlock),
            new StatementTag("filter", "endfilter", StatementTags::filterBlock),
            new StatementTag("do", null, StatementTags::expression),
            new StatementTag("block", "endblock", StatementTags::block),
            new StatementTag("include", null, statement -> inclusion("include", statement)),
            new StatementTag("import", null, statement -> inclusion("import", statement)),
            new StatementTag("from", null, statement -> inclusion("from", statement)),
            new StatementTag("extends", null, statement -> inclusion("extends", statement)));
    private static final Set<String> NAMES = collectNames();

    private StatementTags() {}

    private static Set<String> collectNames() {
        Set<String> names = new TreeSet<>();
        for (StatementTag tag : TAGS) {
            names.add(tag.getName());
            if (tag.getEndTagName() != null) {
                names.add(tag.getEndTagName());
            }
        }
        return names;
    }

    static List<StatementTag> all() {
        return TAGS;
    }

    /** All names with which a tag may begin, also those that end statements. */
    static Set<String> names() {
        return NAMES;
    }

    private static Node misplaced(String name, Statement statement) {
        throw Statement.closesNothing(name, statement.offset());
    }

    private static Node branches(Statement statement) {
        List<Node.Branch> branches = new ArrayList<>();
        List<Node> otherwise = List.of();
        for (Statement.Section section : statement.sections("if", Set.of("elif", "else"))) {
            Statement head = section.head();
            if (section.name().equals("else")) {
                otherwise = statement.tree().body(head.ended(section.children()));
            } else {
                Expression condition = head.ended(head.expression());
                branches.add(new Node.Branch(condition, statement.tree().body(section.children())));
            }
        }
        return new Node.If(branches, otherwise, statement.offset());
    }

    private static Node loop(Statement statement) {
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
        boolean recursive = statement.ended(tokens.skipName("recursive"));
        List<Statement.Section> sections = statement.sections("for", Set.of("else"));
        List<Node> body = statement.tree().loopBody(sections.get(0).children());
        List<Node> otherwise = List.of();
        if (sections.size() > 1) {
            Statement.Section last = sections.get(1);
            otherwise = statement.tree().body(last.head().ended(last.children()));
        }
        return new Node.For(target, items, filter, recursive, body, otherwise, statement.offset());
    }

    private static Node jump(String name, Statement statement) {
        if (!statement.tree().isInLoop()) {
            throw new TemplateSyntaxError("'" + name + "' stands outside of a loop", "", statement.offset());
        }
        return new Node.Jump(statement.ended(name.equals("break")), statement.offset());
    }

    private static Node set(Statement statement) {
        Node.Target target = TargetParser.targets(statement.tokens());
        if (statement.tokens().skip("=")) {
            return new Node.Set(target, statement.ended(statement.expression()), statement.offset());
        }
        List<Filter> filters = filters(statement, statement.tokens().skip("|"));
        return new Node.SetBlock(target, filters, statement.body(), statement.offset());
    }

    /** A chain of filters; its innermost target is a placeholder for the text of the block. */
    private static List<Filter> filters(Statement statement, boolean any) {
        List<Filter> filters = new ArrayList<>();
        boolean more = any;
        while (more) {
            filters.add(statement.expressions().filter(new Literal(null, statement.offset())));
            more = statement.tokens().skip("|");
        }
        return statement.ended(filters);
    }

    private static Node with(Statement statement) {
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
        return new Node.With(targets, values, statement.body(), statement.offset());
    }

    private static Node macro(Statement statement) {
        String name = statement.tokens().expectName("the macro's name").text();
        Node.Signature signature = statement.ended(signature(statement));
        return new Node.Macro(name, signature, statement.ownBody(), statement.offset());
    }

    private static Node.Signature signature(Statement statement) {
        return SignatureParser.parse(statement.tokens(), statement.expressions());
    }

    private static Node callBlock(Statement statement) {
        Node.Signature signature =
                statement.tokens().peek().is("(") ? signature(statement) : new Node.Signature(List.of(), Map.of());
        Expression call = statement.ended(statement.expressions().expression());
        if (!(call instanceof Expression.Call)) {
            throw new TemplateSyntaxError("'call' needs the call of a macro", "", statement.offset());
        }
        return new Node.CallBlock(signature, call, statement.ownBody(), statement.offset());
    }

    private static Node filterBlock(Statement statement) {
        List<Filter> filters = filters(statement, true);
        return new Node.FilterBlock(filters, statement.body(), statement.offset());
    }

    private static Node expression(Statement statement) {
        return new Node.Do(statement.ended(statement.expression()), statement.offset());
    }

    private static Node inclusion(String name, Statement statement) {
        return ImportParser.parse(name, statement.tokens(), statement.expressions(), statement.offset());
    }

    private static Node block(Statement statement) {
        TokenStream tokens = statement.tokens();
        String name = tokens.expectName("the block's name").text();
        if (!statement.tree().isNewBlock(name)) {
            throw new TemplateSyntaxError(
                    "the block '" + name + "' is defined twice",
                    "print it again with '{{ self." + name + "() }}'",
                    statement.offset());
        }
        boolean scoped = tokens.skipName("scoped");
        tokens.skipName("required");
        return new Node.Block(statement.ended(name), scoped, statement.ownBody(), statement.offset());
    }
}
