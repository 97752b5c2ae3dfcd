package dev.sluice.bind;

import dev.sluice.source.Node;
import dev.sluice.source.Tagged;
import dev.sluice.source.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a node as a parameter of a certain type sees it: where a text, a file mode, a size or a choice is expected,
 * a scalar without quotes is taken as it is written, so {@code 0644} keeps its zero and {@code 1.10} stays {@code 1.10}.
 */
final class Literals {
    private Literals() {}

    /** The value. Tagged scalars become {@link Tagged}. */
    static @Nullable Object of(ParameterType type, Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar(type, scalar);
        }
        if (node instanceof Node.Sequence sequence && type instanceof ParameterType.ListOf list) {
            List<@Nullable Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(of(list.item(), item)));
            return items;
        }
        if (node instanceof Node.Mapping mapping && type instanceof ParameterType.MapOf map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> entries.put(entry.key().text(), of(map.value(), entry.value())));
            return entries;
        }
        if (node instanceof Node.Mapping mapping) {
            ParameterType expected = type instanceof ParameterType.ListOf list ? list.item() : type;
            if (expected instanceof ParameterType.Nested nested) {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                mapping.entries()
                        .forEach(entry -> entries.put(
                                entry.key().text(),
                                of(typeOf(nested, entry.key().text()), entry.value())));
                return entries;
            }
        }
        return Values.of(node);
    }

    static ParameterType typeOf(ParameterType.Nested nested, String name) {
        return nested.model().find(name).map(ParameterInfo::type).orElse(new ParameterType.Anything());
    }

    private static @Nullable Object scalar(ParameterType type, Node.Scalar scalar) {
        ParameterType expected = type instanceof ParameterType.ListOf list ? list.item() : type;
        boolean asWritten = expected instanceof ParameterType.Text
                || expected instanceof ParameterType.Mode
                || expected instanceof ParameterType.Size
                || expected instanceof ParameterType.Choice
                || expected instanceof ParameterType.Expression;
        Object value = Values.of(scalar);
        return asWritten && value != null && !(value instanceof Tagged) ? scalar.text() : value;
    }

    /** Whether everything about a value is known as written: no template in it, and nothing encrypted. */
    static boolean isKnown(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().allMatch(Literals::isKnown);
        }
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().stream().allMatch(entry -> isKnown(entry.key()) && isKnown(entry.value()));
        }
        return node instanceof Node.Scalar scalar && scalar.tag().isEmpty() && !isTemplate(scalar);
    }

    /** Whether a text has a template in it, so that nothing can be said about its value yet. */
    static boolean isTemplate(Node.Scalar scalar) {
        return scalar.tag().isEmpty() && isTemplate(scalar.text());
    }

    static boolean isTemplate(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#");
    }
}
