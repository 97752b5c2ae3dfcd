package dev.sluice.variables;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.syntax.TemplateError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the list of a loop: {@code loop}, or {@code with_NAME} through the lookup of that name. */
public final class LoopFactory {
    private static final int MOST_ITEMS = 100_000;
    private static final int LONGEST_LABEL = 200;

    private final Renderer renderer;

    public LoopFactory(Renderer renderer) {
        this.renderer = renderer;
    }

    public Loop loop(Task task, TaskScope scope) {
        Node node = task.keywords().get(Keyword.LOOP).orElseThrow();
        Object value = renderer.value(node, scope);
        String lookup = task.keywords().loopLookup();
        if (!(value instanceof Unknown) && !lookup.isEmpty()) {
            value = lookedUp(lookup, value, scope, node.span());
        }
        Map<String, @Nullable Object> control = task.keywords()
                .get(Keyword.LOOP_CONTROL)
                .map(renderer::rawMapping)
                .orElse(Map.of());
        String variable = String.valueOf(control.getOrDefault("loop_var", "item"));
        Object label = control.get("label");
        return new Loop(
                value instanceof Unknown ? List.of() : items(value, node.span()),
                value instanceof Unknown unknown ? unknown.reason() : null,
                new Loop.Control(
                        variable,
                        control.get("index_var") instanceof String index ? index : "",
                        SettingsResolver.truth(String.valueOf(control.get("extended"))),
                        SettingsResolver.truth(String.valueOf(control.getOrDefault("extended_allitems", true)))),
                pause(control.get("pause"), scope, node.span()),
                inner -> shown(label == null ? inner.lookup(variable) : renderer.rendered(label, inner, node.span())));
    }

    private Duration pause(@Nullable Object pause, TaskScope scope, Span span) {
        if (pause == null) {
            return Duration.ZERO;
        }
        return Duration.ofMillis((long)
                (1000 * Math.max(0, Numbers.of(renderer.rendered(pause, scope, span), "pause", span))));
    }

    /** How an item is called in reports: short, and never a secret. */
    public static String shown(@Nullable Object value) {
        String text = value instanceof Secret ? Secret.REDACTED : String.valueOf(value);
        return text.length() > LONGEST_LABEL ? text.substring(0, LONGEST_LABEL) + "..." : text;
    }

    private static List<@Nullable Object> items(@Nullable Object value, Span span) {
        if (value instanceof Secret secret) {
            List<@Nullable Object> hidden = new ArrayList<>();
            items(secret.value(), span).forEach(item -> hidden.add(item == null ? null : Secret.of(item)));
            return hidden;
        }
        if (value instanceof Collection<?> many) {
            if (many.size() > MOST_ITEMS) {
                throw new EvaluationFailure(
                        "a loop of " + many.size() + " items exceeds the limit of " + MOST_ITEMS,
                        "let one task handle the whole list, e.g. a template",
                        span);
            }
            return new ArrayList<>(many);
        }
        throw new EvaluationFailure(
                "a loop needs a list, but this is " + (value == null ? "null" : "a " + kind(value)),
                value instanceof Map ? "use '| dict2items'" : "write a list, or put the value into one: [value]",
                span);
    }

    private static String kind(Object value) {
        return value instanceof Map
                ? "mapping"
                : value instanceof String ? "text" : value.getClass().getSimpleName();
    }

    /** The items of a {@code with_NAME} loop. */
    private @Nullable Object lookedUp(String lookup, @Nullable Object terms, TaskScope scope, Span span) {
        if (Set.of("items", "list", "flattened").contains(lookup)) {
            return flattened(terms, lookup.equals("list") ? 0 : lookup.equals("items") ? 1 : 100);
        }
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        boolean spread = terms instanceof List && !lookup.equals("dict");
        variables.put("sluice_terms", spread ? terms : List.of(terms == null ? "" : terms));
        try {
            return renderer.templates()
                    .compileExpression("query('" + lookup + "', *sluice_terms)")
                    .value(scope.with(variables));
        } catch (TemplateError error) {
            throw new EvaluationFailure(String.valueOf(error.getMessage()), error.hint(), span);
        }
    }

    private static List<@Nullable Object> flattened(@Nullable Object value, int levels) {
        List<@Nullable Object> flat = new ArrayList<>();
        if (value instanceof Collection<?> many) {
            for (Object each : many) {
                if (each instanceof Collection<?> && levels > 0) {
                    flat.addAll(flattened(each, levels - 1));
                } else {
                    flat.add(each);
                }
            }
        } else {
            flat.add(value);
        }
        return flat;
    }
}
