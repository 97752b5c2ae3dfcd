package dev.sluice.validate;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.spi.Suggestions;
import dev.sluice.template.Templates;
import dev.sluice.template.syntax.FreeName;
import dev.sluice.template.syntax.TemplateSyntaxError;
import dev.sluice.variables.Places;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Compiles every template and expression, and looks for names that no variable has. */
final class TemplateCheck {
    private final Templates templates;
    private final Set<String> names;
    private final boolean complete;
    private final Diagnostics diagnostics;

    /**
     * @param names the names of the phase
     * @param complete whether no other variable can exist
     */
    TemplateCheck(Templates templates, Set<String> names, boolean complete, Diagnostics diagnostics) {
        this.templates = templates;
        this.names = names;
        this.complete = complete;
        this.diagnostics = diagnostics;
    }

    Set<String> lookupNames() {
        return templates.lookupNames();
    }

    /** Checks every template in a node. */
    void templates(Node node, Set<String> own) {
        for (Node.Scalar scalar : node.scalars()) {
            if (isCandidate(scalar)) {
                report(scalar, own, () -> templates.compile(scalar.text()).freeNames());
            }
        }
    }

    /** Checks the syntax of every template in a node, without regard to names: they may be defined where it is used. */
    void syntax(Node node) {
        for (Node.Scalar scalar : node.scalars()) {
            if (isCandidate(scalar)) {
                report(scalar, Set.of(), () -> {
                    templates.compile(scalar.text());
                    return List.of();
                });
            }
        }
    }

    private static boolean isCandidate(Node.Scalar scalar) {
        return scalar.tag().isEmpty() && Templates.isTemplate(scalar.text());
    }

    /** Checks bare expressions. */
    void expressions(Node node, Set<String> own) {
        for (Node.Scalar scalar : node.scalars()) {
            if (isCandidate(scalar)) {
                templates(scalar, own);
            } else if (scalar.tag().isEmpty() && !scalar.text().isEmpty()) {
                report(
                        scalar,
                        own,
                        () -> templates.compileExpression(scalar.text()).freeNames());
            }
        }
    }

    private void report(Node.Scalar scalar, Set<String> own, Supplier<List<FreeName>> compilation) {
        try {
            for (FreeName name : compilation.get()) {
                if (!name.guarded() && complete && !isKnown(name.name(), own)) {
                    unknown(name, scalar, own);
                }
            }
        } catch (TemplateSyntaxError error) {
            diagnostics.error(
                    Places.within(scalar.span(), scalar.text(), error.offset()),
                    String.valueOf(error.getMessage()),
                    error.hint());
        }
    }

    private boolean isKnown(String name, Set<String> own) {
        return names.contains(name) || own.contains(name) || name.startsWith("ansible_");
    }

    private void unknown(FreeName name, Node.Scalar scalar, Set<String> own) {
        Span span = Places.within(scalar.span(), scalar.text(), name.offset());
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(own);
        String near = name.name().equals("item")
                ? "'item' exists only in a task with a loop"
                : Suggestions.didYouMean(name.name(), all);
        diagnostics.error(
                span,
                "undefined variable '" + name.name() + "'",
                near.isEmpty()
                        ? "define it in vars, in the inventory or with -e; or write '" + name.name()
                                + " | default(...)'"
                        : near);
    }
}
