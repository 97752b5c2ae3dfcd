package dev.sluice.bind;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.source.Tagged;
import dev.sluice.spi.Suggestions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks every value that is written out against its parameter's type. What a template yields is checked at run time. */
final class ArgumentCheck {
    private final Diagnostics diagnostics;

    ArgumentCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(ParameterInfo parameter, Node value) {
        check(parameter, parameter.type(), value, true);
    }

    private void check(ParameterInfo parameter, ParameterType type, Node node, boolean top) {
        if (type instanceof ParameterType.Anything || type instanceof ParameterType.Expression) {
            return;
        }
        if (node instanceof Node.Scalar scalar && Literals.isTemplate(scalar)) {
            return;
        }
        if (type instanceof ParameterType.ListOf list && !(node instanceof Node.Scalar)) {
            if (node instanceof Node.Sequence sequence) {
                sequence.items().forEach(item -> check(parameter, list.item(), item, false));
            } else {
                check(parameter, list.item(), node, false);
            }
        } else if (type instanceof ParameterType.MapOf map && node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> checkEntry(parameter, map, entry));
        } else if (type instanceof ParameterType.Nested nested && node instanceof Node.Mapping mapping) {
            checkNested(parameter, nested, mapping);
        } else {
            convert(parameter, type, node, top);
        }
    }

    private void checkEntry(ParameterInfo parameter, ParameterType.MapOf map, Node.Entry entry) {
        boolean empty = Literals.of(map.value(), entry.value()) == null;
        if (!empty || !(map.value() instanceof ParameterType.Text)) {
            check(parameter, map.value(), entry.value(), false);
        }
    }

    private void convert(ParameterInfo parameter, ParameterType type, Node node, boolean top) {
        Object literal = Literals.of(type, node);
        if (literal instanceof Tagged || (literal == null && top)) {
            return;
        }
        try {
            Conversion.of(parameter.part(type), secret -> {}).convert(literal);
        } catch (MismatchException unfit) {
            // The value is not repeated where it may be a secret.
            String message = parameter.secret() ? "it must be a " + type.describe() : unfit.getMessage();
            String hint = unfit.hint().isEmpty() ? parameter.name() + ": " + parameter.documentation() : unfit.hint();
            diagnostics.error(node.span(), "parameter '" + parameter.name() + "': " + message, hint);
        }
    }

    private void checkNested(ParameterInfo outer, ParameterType.Nested nested, Node.Mapping mapping) {
        ParameterModel<?> model = nested.model();
        int before = diagnostics.entries().size();
        boolean misnamed = false;
        for (Node.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            Optional<ParameterInfo> parameter = model.find(name);
            if (parameter.isPresent()) {
                check(parameter.get(), entry.value());
            } else {
                misnamed = true;
                diagnostics.error(
                        entry.key().span(),
                        "parameter '" + outer.name() + "' has no '" + name + "'",
                        Suggestions.didYouMean(name, model.names()));
            }
        }
        for (ParameterInfo parameter : model.parameters()) {
            boolean given = mapping.entries().stream()
                    .anyMatch(entry -> parameter.isCalled(entry.key().text()));
            if (parameter.required() && !given && !misnamed) {
                Span place = mapping.entries().isEmpty()
                        ? mapping.span()
                        : mapping.entries().get(0).key().span();
                diagnostics.error(
                        place,
                        "parameter '" + outer.name() + "' needs '" + parameter.name() + "'",
                        parameter.name() + ": " + parameter.documentation());
            }
        }
        if (diagnostics.entries().size() == before && Literals.isKnown(mapping) && !nested.hasExpressions()) {
            checkTogether(outer, nested, mapping);
        }
    }

    /** What a record says about its values taken together. */
    private void checkTogether(ParameterInfo outer, ParameterType.Nested nested, Node.Mapping mapping) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(Literals.of(nested, mapping)))
                .forEach((name, value) -> values.put(String.valueOf(name), value));
        try {
            Binder.bind(nested.model(), values, secret -> {});
        } catch (BindingException unfit) {
            BindingException.Problem problem = unfit.problems().get(0);
            diagnostics.error(
                    Arguments.inside(mapping, "." + problem.parameter()).span(),
                    "parameter '" + outer.name() + "': " + problem.message(),
                    problem.hint());
        }
    }
}
