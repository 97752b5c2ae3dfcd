package dev.sluice.template;

import dev.sluice.python.Invocable;
import dev.sluice.python.OperationException;
import dev.sluice.python.OwnMap;
import dev.sluice.python.ScriptObject;
import dev.sluice.python.Tuple;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.NamesUsed;
import dev.sluice.template.syntax.Node;
import dev.sluice.template.syntax.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro, or the body of a {@code call} block: it renders its nodes with its parameters set. */
final class MacroValue implements Invocable, ScriptObject {
    private static final int MOST_DEPTH = 100;

    private final String name;
    private final Node.Signature signature;
    private final List<Node> body;
    private final Renderer definition;
    private final NamesUsed used;

    MacroValue(String name, Node.Signature signature, List<Node> body, Renderer definition) {
        this.name = name;
        this.signature = signature;
        this.body = body;
        this.definition = definition;
        this.used = NamesUsed.in(body);
    }

    @Override
    public @Nullable Object call(List<Object> positional, Map<String, Object> named) {
        Frame frame = definition.frame().nested();
        Map<String, Object> others = new LinkedHashMap<>(named);
        if (used.names().contains("caller")) {
            others.remove("caller");
        }
        frame.set(
                "caller", named.getOrDefault("caller", new Undefined("caller", "the macro was called without a body")));
        Evaluator defaults = new Evaluator(definition.evaluation(), frame);
        for (int i = 0; i < signature.parameters().size(); i++) {
            String parameter = signature.parameters().get(i);
            Expression otherwise = signature.defaults().get(parameter);
            if (i < positional.size()) {
                frame.set(parameter, positional.get(i));
            } else if (others.containsKey(parameter)) {
                frame.set(parameter, others.remove(parameter));
            } else if (otherwise != null) {
                frame.set(parameter, defaults.evaluate(otherwise));
            } else {
                frame.set(parameter, new Undefined(parameter, "the macro '" + name + "' was called without it"));
            }
        }
        setRest(frame, positional, others);
        if (definition.evaluation().enterMacro() > MOST_DEPTH) {
            throw new OperationException("macros call each other more than " + MOST_DEPTH + " levels deep");
        }
        try {
            return definition.within(frame).capture(body);
        } finally {
            definition.evaluation().leaveMacro();
        }
    }

    private void setRest(Frame frame, List<Object> positional, Map<String, Object> others) {
        int count = signature.parameters().size();
        List<Object> rest = positional.subList(Math.min(count, positional.size()), positional.size());
        if (!rest.isEmpty() && !used.names().contains("varargs")) {
            throw new OperationException("the macro '" + name + "' takes not more than " + count + " argument(s)");
        } else if (!others.isEmpty() && !used.names().contains("kwargs")) {
            String wrong = others.keySet().iterator().next();
            throw new OperationException(
                    "the macro '" + name + "' has no argument '" + wrong + "'",
                    Suggestions.hint(wrong, signature.parameters()));
        }
        frame.set("varargs", Tuple.copyOf(rest));
        frame.set("kwargs", new OwnMap(others));
    }

    @Override
    public String typeName() {
        return "macro";
    }

    @Override
    public @Nullable Object attribute(String attribute) {
        return switch (attribute) {
            case "name" -> name;
            case "arguments" -> Tuple.copyOf(signature.parameters());
            case "catch_varargs" -> used.names().contains("varargs");
            case "catch_kwargs" -> used.names().contains("kwargs");
            case "caller" -> used.names().contains("caller");
            default -> new Undefined(attribute, "a macro has no attribute '" + attribute + "'");
        };
    }
}
