package dev.sluice.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a template, parsed: text, an expression to print, or a statement. */
public sealed interface Node {
    /** Where it starts in the template's text. */
    int offset();

    /** What stands within it, in order. */
    default List<List<Node>> bodies() {
        return List.of();
    }

    record PlainText(String text, int offset) implements Node {}

    record Output(Expression expression, int offset) implements Node {}

    /** The branches in order, and what is done if none applies. */
    record If(List<Branch> branches, List<Node> otherwise, int offset) implements Node {
        @Override
        public List<List<Node>> bodies() {
            List<List<Node>> bodies = new ArrayList<>();
            branches.forEach(branch -> bodies.add(branch.body()));
            bodies.add(otherwise);
            return bodies;
        }
    }

    record Branch(Expression condition, List<Node> body) {}

    /** A loop; the filter decides which items take part, and {@code otherwise} is done if none does. */
    // More than five: one for each part of the statement.
    record For(
            Target target,
            Expression items,
            @Nullable Expression filter,
            boolean recursive,
            List<Node> body,
            List<Node> otherwise,
            int offset)
            implements Node {
        @Override
        public List<List<Node>> bodies() {
            return List.of(body, otherwise);
        }
    }

    record Set(Target target, Expression value, int offset) implements Node {}

    /** The body's text, after the filters, becomes the target's value. */
    record SetBlock(Target target, List<Expression.Filter> filters, List<Node> body, int offset) implements Node {
        @Override
        public List<List<Node>> bodies() {
            return List.of(body);
        }
    }

    record With(List<Target> targets, List<Expression> values, List<Node> body, int offset) implements Node {
        @Override
        public List<List<Node>> bodies() {
            return List.of(body);
        }
    }

    record Macro(String name, Signature signature, List<Node> body, int offset) implements Node {
        @Override
        public List<List<Node>> bodies() {
            return List.of(body);
        }
    }

    /** A macro called with a body, which it gets as {@code caller}. */
    record CallBlock(Signature signature, Expression call, List<Node> body, int offset) implements Node {
        @Override
        public List<List<Node>> bodies() {
            return List.of(body);
        }
    }

    record FilterBlock(List<Expression.Filter> filters, List<Node> body, int offset) implements Node {
        @Override
        public List<List<Node>> bodies() {
            return List.of(body);
        }
    }

    record Do(Expression expression, int offset) implements Node {}

    /** {@code break} or {@code continue}. */
    record Jump(boolean leave, int offset) implements Node {}

    record Include(Expression template, boolean ignoreMissing, boolean withContext, int offset) implements Node {}

    record Import(Expression template, String alias, boolean withContext, int offset) implements Node {}

    /** The names to import, with the names under which they are to be known. */
    record FromImport(Expression template, Map<String, String> names, boolean withContext, int offset)
            implements Node {}

    record Block(String name, boolean scoped, List<Node> body, int offset) implements Node {
        @Override
        public List<List<Node>> bodies() {
            return List.of(body);
        }
    }

    record Extends(Expression template, int offset) implements Node {}

    /** The parameters of a macro, with the defaults of those that have one. */
    record Signature(List<String> parameters, Map<String, Expression> defaults) {}

    /** What a value is assigned to. */
    sealed interface Target {
        record Variable(String name) implements Target {}

        record Several(List<Target> targets) implements Target {}

        /** An attribute of a namespace. */
        record Member(String namespace, String attribute) implements Target {}
    }
}
