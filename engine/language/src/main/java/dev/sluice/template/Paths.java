package dev.sluice.template;

import dev.sluice.python.Invocable;
import dev.sluice.python.Text;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Expression.Attribute;
import dev.sluice.template.syntax.Expression.Literal;
import dev.sluice.template.syntax.Expression.Name;
import dev.sluice.template.syntax.Expression.Subscript;
import dev.sluice.template.syntax.Suggestions;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names, attributes and items. Of a variable whose value holds templates only the part that is asked for is evaluated,
 * so a mapping may refer to its own entries and one bad entry spoils no other.
 */
final class Paths {
    private final Evaluator evaluator;

    Paths(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** A value with templates in it that are not evaluated yet, and where it was found. */
    private record Raw(@Nullable Object value, String path) {}

    @Nullable
    Object value(Expression expression) {
        return resolved(descend(expression));
    }

    private @Nullable Object resolved(@Nullable Object found) {
        return found instanceof Raw raw ? evaluator.evaluation().resolve(raw.value(), raw.path()) : found;
    }

    private @Nullable Object descend(Expression expression) {
        if (expression instanceof Name name) {
            return name(name.name());
        } else if (expression instanceof Attribute attribute) {
            return step(attribute.target(), attribute.name(), true);
        } else if (expression instanceof Subscript subscript) {
            return step(subscript.target(), evaluator.operand(subscript.key()), false);
        }
        return evaluator.evaluate(expression);
    }

    private @Nullable Object name(String name) {
        if (evaluator.frame().has(name)) {
            return evaluator.frame().get(name);
        }
        Scope scope = evaluator.evaluation().scope();
        Object value = scope.lookup(name);
        if (value instanceof Undefined undefined) {
            Object global = Globals.get(name, evaluator.evaluation());
            return global != null ? global : undefined.hint().isEmpty() ? missing(name, scope) : undefined;
        }
        return scope.holdsTemplates(name) ? new Raw(value, name) : value;
    }

    private Undefined missing(String name, Scope scope) {
        TreeSet<String> names = new TreeSet<>(scope.names());
        evaluator.frame().collectNames(names);
        return new Undefined(name, Suggestions.hint(name, names));
    }

    private @Nullable Object step(Expression target, @Nullable Object key, boolean attribute) {
        Object found = descend(target);
        if (found instanceof Raw raw && (raw.value() instanceof Map || raw.value() instanceof Collection)) {
            Object part = member(raw.value(), key, attribute);
            if (!(part instanceof Invocable) && !(part instanceof Undefined)) {
                return new Raw(part, raw.path() + "." + Text.of(key));
            }
        }
        Object value = resolved(found);
        Object part = member(value, key, attribute);
        return part instanceof Undefined undefined ? named(undefined, value, target, key) : part;
    }

    private static @Nullable Object member(@Nullable Object value, @Nullable Object key, boolean attribute) {
        return attribute && key instanceof String name ? Spread.attribute(value, name) : Spread.item(value, key);
    }

    private static Undefined named(
            Undefined undefined, @Nullable Object value, Expression target, @Nullable Object key) {
        String name = shown(target) + (key instanceof String text ? "." + text : "[" + Text.of(key) + "]");
        Object plain = value instanceof Secret secret ? secret.value() : value;
        if (plain instanceof Map<?, ?> map && key instanceof String text) {
            TreeSet<String> keys = new TreeSet<>();
            map.keySet().forEach(each -> keys.add(Text.of(each)));
            String suggestion = Suggestions.hint(text, keys);
            return new Undefined(name, suggestion.isEmpty() ? undefined.hint() : suggestion);
        }
        return new Undefined(value instanceof Undefined ? undefined.name() : name, undefined.hint());
    }

    /** How an error message names an expression. */
    static String shown(Expression expression) {
        if (expression instanceof Name name) {
            return name.name();
        } else if (expression instanceof Attribute attribute) {
            return shown(attribute.target()) + "." + attribute.name();
        } else if (expression instanceof Subscript subscript && subscript.key() instanceof Literal key) {
            return shown(subscript.target()) + "[" + Text.quoted(key.value()) + "]";
        } else if (expression instanceof Expression.Call call) {
            return shown(call.target()) + "()";
        }
        return "(...)";
    }
}
