package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.python.Text;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Node;
import dev.sluice.template.syntax.TemplateError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements that bring in other templates: include, import, from and extends. */
final class Inclusions {
    private final Renderer renderer;

    Inclusions(Renderer renderer) {
        this.renderer = renderer;
    }

    void render(Node node) {
        if (node instanceof Node.Include include) {
            include(include);
        } else if (node instanceof Node.Import statement) {
            Named template = required(statement.template());
            renderer.frame().set(statement.alias(), module(template, statement.withContext()));
        } else if (node instanceof Node.FromImport statement) {
            importNames(statement);
        } else if (node instanceof Node.Extends parent) {
            throw new TemplateError(
                    "'extends' must stand at the top of a template, outside of all other statements",
                    "",
                    parent.offset());
        }
    }

    private record Named(String name, Template template) {}

    private void include(Node.Include include) {
        Named found = find(include.template(), include.ignoreMissing());
        if (found == null) {
            return;
        }
        run(found, inner(include.withContext(), renderer.out()));
    }

    /** Another template has blocks of its own, and sees the names here if it is told to. */
    private Renderer inner(boolean withContext, TextBuffer out) {
        return withContext
                ? new Renderer(
                        renderer.evaluation(), renderer.frame().ofIncluded(), out, new Blocks(), renderer.syntax())
                : new Renderer(
                        renderer.evaluation().withoutVariables(), Frame.root(), out, new Blocks(), renderer.syntax());
    }

    private ModuleValue module(Named found, boolean withContext) {
        Renderer inner = inner(withContext, new TextBuffer());
        run(found, inner);
        Map<String, Object> exports = new HashMap<>(inner.frame().own());
        exports.keySet().removeIf(name -> name.startsWith("_"));
        return new ModuleValue(found.name(), exports);
    }

    private void run(Named found, Renderer inner) {
        renderer.evaluation().enterTemplate(found.name());
        try {
            found.template().render(inner);
        } catch (TemplateError e) {
            throw new OperationException(
                    "in the template '" + found.name() + "'" + found.template().place(e.offset()) + ": "
                            + e.getMessage(),
                    e.hint());
        } finally {
            renderer.evaluation().leaveTemplate();
        }
    }

    private void importNames(Node.FromImport statement) {
        ModuleValue module = module(required(statement.template()), statement.withContext());
        statement.names().forEach((name, alias) -> renderer.frame().set(alias, module.attribute(name)));
    }

    /** The template that an extending one names as its parent. */
    Template parent(Node.Extends parent) {
        return required(parent.template()).template();
    }

    private Named required(Expression expression) {
        Named found = find(expression, false);
        if (found == null) {
            throw new IllegalStateException("a missing template was not reported");
        }
        return found;
    }

    private @Nullable Named find(Expression expression, boolean ignoreMissing) {
        Object wanted = Evaluator.clear(renderer.evaluator().operand(expression));
        if (wanted instanceof Unknown unknown) {
            throw new UnknownOutput(unknown);
        }
        List<?> names = wanted instanceof List<?> list ? list : List.of(Text.of(wanted));
        for (Object each : names) {
            String name = Text.of(each);
            Template template = renderer.evaluation().template(name, renderer.syntax());
            if (template != null) {
                return new Named(name, template);
            }
        }
        if (ignoreMissing) {
            return null;
        }
        throw new OperationException(
                "the template " + Text.quoted(wanted) + " was not found",
                "it is looked for in 'templates' beside the runbook or role; 'ignore missing' skips it");
    }
}
