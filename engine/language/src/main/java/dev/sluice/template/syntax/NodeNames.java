package dev.sluice.template.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the variables that a template uses but does not set itself. */
public final class NodeNames {
    private static final Set<String> SET_FOR_MACROS = Set.of("varargs", "kwargs", "caller");

    private final NameSearch search = new NameSearch();

    static List<FreeName> in(List<Node> nodes) {
        NodeNames names = new NodeNames();
        names.body(nodes, new HashSet<>(), Set.of());
        return names.search.found();
    }

    /** Like {@link #in}, without the names that every macro has. */
    public static List<FreeName> ofTemplate(List<Node> nodes) {
        return in(nodes).stream()
                .filter(name -> !SET_FOR_MACROS.contains(name.name()))
                .collect(Collectors.toList());
    }

    /** Visits nodes in order; what they set is added to the bound names. */
    private void body(List<Node> nodes, Set<String> bound, Set<String> checked) {
        nodes.forEach(node -> visit(node, bound, checked));
    }

    private void visit(Node node, Set<String> bound, Set<String> checked) {
        if (node instanceof Node.Output output) {
            expression(output.expression(), bound, checked);
        } else if (node instanceof Node.If branches) {
            branches(branches, bound, checked);
        } else if (node instanceof Node.For loop) {
            loop(loop, bound, checked);
        } else if (node instanceof Node.Set set) {
            expression(set.value(), bound, checked);
            bind(set.target(), bound);
        } else if (node instanceof Node.SetBlock set) {
            filters(set.filters(), bound, checked);
            body(set.body(), new HashSet<>(bound), checked);
            bind(set.target(), bound);
        } else if (node instanceof Node.Do statement) {
            expression(statement.expression(), bound, checked);
        } else if (node instanceof Node.With with) {
            Set<String> inner = new HashSet<>(bound);
            with.values().forEach(value -> expression(value, bound, checked));
            with.targets().forEach(target -> bind(target, inner));
            body(with.body(), inner, checked);
        } else {
            visitOther(node, bound, checked);
        }
    }

    private void visitOther(Node node, Set<String> bound, Set<String> checked) {
        if (node instanceof Node.Macro macro) {
            bound.add(macro.name());
            macroBody(macro.signature(), macro.body(), bound, checked);
        } else if (node instanceof Node.CallBlock call) {
            expression(call.call(), bound, checked);
            macroBody(call.signature(), call.body(), bound, checked);
        } else if (node instanceof Node.FilterBlock filter) {
            filters(filter.filters(), bound, checked);
            body(filter.body(), new HashSet<>(bound), checked);
        } else if (node instanceof Node.Include include) {
            expression(include.template(), bound, checked);
        } else if (node instanceof Node.Import statement) {
            expression(statement.template(), bound, checked);
            bound.add(statement.alias());
        } else if (node instanceof Node.FromImport statement) {
            expression(statement.template(), bound, checked);
            bound.addAll(statement.names().values());
        } else if (node instanceof Node.Block block) {
            Set<String> inner = new HashSet<>(bound);
            inner.addAll(Set.of("super", "self"));
            body(block.body(), inner, checked);
        } else if (node instanceof Node.Extends parent) {
            expression(parent.template(), bound, checked);
        }
    }

    private void expression(Expression expression, Set<String> bound, Set<String> checked) {
        search.visit(expression, bound, checked, false);
    }

    private void filters(List<Expression.Filter> filters, Set<String> bound, Set<String> checked) {
        filters.forEach(filter -> expression(filter, bound, checked));
    }

    private void branches(Node.If branches, Set<String> bound, Set<String> checked) {
        Set<String> asked = checked;
        Set<String> boundAfter = new HashSet<>();
        for (Node.Branch branch : branches.branches()) {
            expression(branch.condition(), bound, asked);
            asked = NameSearch.with(asked, NameSearch.askedIn(branch.condition()));
            Set<String> inner = new HashSet<>(bound);
            body(branch.body(), inner, asked);
            boundAfter.addAll(inner);
        }
        Set<String> inner = new HashSet<>(bound);
        body(branches.otherwise(), inner, asked);
        bound.addAll(inner);
        bound.addAll(boundAfter);
    }

    private void loop(Node.For loop, Set<String> bound, Set<String> checked) {
        expression(loop.items(), bound, checked);
        Set<String> inner = new HashSet<>(bound);
        bind(loop.target(), inner);
        if (loop.filter() != null) {
            expression(loop.filter(), inner, checked);
        }
        inner.add("loop");
        body(loop.body(), inner, checked);
        body(loop.otherwise(), new HashSet<>(bound), checked);
    }

    private void macroBody(Node.Signature signature, List<Node> body, Set<String> bound, Set<String> checked) {
        Set<String> inner = new HashSet<>(bound);
        inner.addAll(signature.parameters());
        signature.defaults().values().forEach(value -> expression(value, inner, checked));
        body(body, inner, checked);
    }

    private static void bind(Node.Target target, Set<String> bound) {
        if (target instanceof Node.Target.Variable variable) {
            bound.add(variable.name());
        } else if (target instanceof Node.Target.Several several) {
            several.targets().forEach(each -> bind(each, bound));
        }
    }
}
