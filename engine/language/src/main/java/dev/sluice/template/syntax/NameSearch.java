package dev.sluice.template.syntax;

import dev.sluice.template.syntax.Expression.And;
import dev.sluice.template.syntax.Expression.Arguments;
import dev.sluice.template.syntax.Expression.Arithmetic;
import dev.sluice.template.syntax.Expression.Attribute;
import dev.sluice.template.syntax.Expression.Call;
import dev.sluice.template.syntax.Expression.Concatenation;
import dev.sluice.template.syntax.Expression.Conditional;
import dev.sluice.template.syntax.Expression.Filter;
import dev.sluice.template.syntax.Expression.ListLiteral;
import dev.sluice.template.syntax.Expression.Literal;
import dev.sluice.template.syntax.Expression.MapLiteral;
import dev.sluice.template.syntax.Expression.Name;
import dev.sluice.template.syntax.Expression.Negative;
import dev.sluice.template.syntax.Expression.Not;
import dev.sluice.template.syntax.Expression.Or;
import dev.sluice.template.syntax.Expression.Positive;
import dev.sluice.template.syntax.Expression.Slice;
import dev.sluice.template.syntax.Expression.Subscript;
import dev.sluice.template.syntax.Expression.Test;
import dev.sluice.template.syntax.Expression.TupleLiteral;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the variables that expressions use, and which of these uses stand behind a check that they are defined. */
public final class NameSearch {
    private static final Set<String> DEFAULTS = Set.of("default", "d", "mandatory");
    private static final Set<String> EXISTENCE_TESTS = Set.of("defined", "undefined");

    /** The functions that every expression has. */
    private static final Set<String> FUNCTIONS =
            Set.of("range", "dict", "now", "lookup", "query", "q", "undef", "namespace", "cycler", "joiner");

    private final LinkedHashSet<FreeName> found = new LinkedHashSet<>();

    public static List<FreeName> in(Expression expression) {
        NameSearch search = new NameSearch();
        search.visit(expression, Set.of(), Set.of(), false);
        return search.found();
    }

    List<FreeName> found() {
        return new ArrayList<>(found);
    }

    /**
     * Visits an expression.
     *
     * @param bound names that the template itself gives a value
     * @param checked names that were asked about before, so that they are defined here or not used
     * @param guarded whether whatever comes out undefined is provided for
     */
    void visit(@Nullable Expression expression, Set<String> bound, Set<String> checked, boolean guarded) {
        if (expression == null || expression instanceof Literal) {
            return;
        } else if (expression instanceof Name name) {
            if (!bound.contains(name.name()) && !FUNCTIONS.contains(name.name())) {
                found.add(new FreeName(name.name(), name.offset(), guarded || checked.contains(name.name())));
            }
        } else if (expression instanceof Attribute attribute) {
            visit(attribute.target(), bound, checked, guarded);
        } else if (expression instanceof Subscript subscript) {
            visit(subscript.target(), bound, checked, guarded);
            visit(subscript.key(), bound, checked, false);
        } else if (expression instanceof Filter filter) {
            visit(filter.target(), bound, checked, guarded || DEFAULTS.contains(shortName(filter.name())));
            visit(filter.arguments(), bound, checked);
        } else if (expression instanceof Test test) {
            visit(test.target(), bound, checked, guarded || EXISTENCE_TESTS.contains(shortName(test.name())));
            visit(test.arguments(), bound, checked);
        } else if (expression instanceof And and) {
            visit(and.left(), bound, checked, guarded);
            visit(and.right(), bound, with(checked, askedIn(and.left())), guarded);
        } else if (expression instanceof Or or) {
            visit(or.left(), bound, checked, guarded);
            visit(or.right(), bound, with(checked, askedIn(or.left())), guarded);
        } else if (expression instanceof Conditional conditional) {
            Set<String> asked = with(checked, askedIn(conditional.condition()));
            visit(conditional.condition(), bound, checked, false);
            visit(conditional.then(), bound, asked, guarded);
            visit(conditional.otherwise(), bound, asked, guarded);
        } else {
            children(expression).forEach(child -> visit(child, bound, checked, false));
            if (expression instanceof Call call) {
                visit(call.arguments(), bound, checked);
            }
        }
    }

    private void visit(Arguments arguments, Set<String> bound, Set<String> checked) {
        arguments.positional().forEach(each -> visit(each, bound, checked, false));
        arguments.named().values().forEach(each -> visit(each, bound, checked, false));
        visit(arguments.rest(), bound, checked, false);
        visit(arguments.namedRest(), bound, checked, false);
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<Expression> children(Expression expression) {
        List<Expression> children = new ArrayList<>();
        if (expression instanceof ListLiteral list) {
            children.addAll(list.items());
        } else if (expression instanceof TupleLiteral tuple) {
            children.addAll(tuple.items());
        } else if (expression instanceof MapLiteral map) {
            map.entries().forEach(entry -> children.addAll(List.of(entry.key(), entry.value())));
        } else if (expression instanceof Slice slice) {
            children.add(slice.target());
            addIfPresent(children, slice.start());
            addIfPresent(children, slice.stop());
            addIfPresent(children, slice.step());
        } else if (expression instanceof Call call) {
            children.add(call.target());
        } else if (expression instanceof Arithmetic arithmetic) {
            children.addAll(List.of(arithmetic.left(), arithmetic.right()));
        } else if (expression instanceof Concatenation concatenation) {
            children.addAll(concatenation.parts());
        } else if (expression instanceof Expression.Comparison comparison) {
            children.add(comparison.first());
            comparison.links().forEach(link -> children.add(link.operand()));
        } else if (expression instanceof Not not) {
            children.add(not.operand());
        } else if (expression instanceof Negative negative) {
            children.add(negative.operand());
        } else if (expression instanceof Positive positive) {
            children.add(positive.operand());
        }
        return children;
    }

    private static void addIfPresent(List<Expression> list, @Nullable Expression expression) {
        if (expression != null) {
            list.add(expression);
        }
    }

    /** The names about whose existence the expression asks. */
    static Set<String> askedIn(Expression expression) {
        Set<String> names = new HashSet<>();
        if (expression instanceof Test test && EXISTENCE_TESTS.contains(shortName(test.name()))) {
            rootName(test.target(), names);
        } else if (expression instanceof And and) {
            names.addAll(askedIn(and.left()));
            names.addAll(askedIn(and.right()));
        } else if (expression instanceof Or or) {
            names.addAll(askedIn(or.left()));
            names.addAll(askedIn(or.right()));
        } else if (expression instanceof Not not) {
            names.addAll(askedIn(not.operand()));
        }
        return names;
    }

    private static void rootName(Expression expression, Set<String> names) {
        if (expression instanceof Name name) {
            names.add(name.name());
        } else if (expression instanceof Attribute attribute) {
            rootName(attribute.target(), names);
        } else if (expression instanceof Subscript subscript) {
            rootName(subscript.target(), names);
        }
    }

    static Set<String> with(Set<String> names, Set<String> more) {
        if (more.isEmpty()) {
            return names;
        }
        Set<String> all = new HashSet<>(names);
        all.addAll(more);
        return all;
    }
}
