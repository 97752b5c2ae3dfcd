package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Expression.Filter;
import dev.sluice.template.syntax.Node;
import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders the nodes of a template into text, with the names that the template has set so far. */
final class Renderer {
    private final Evaluation evaluation;
    private final Frame frame;
    private final Evaluator evaluator;
    private final TextBuffer out;
    private final Blocks blocks;
    private final Syntax syntax;

    Renderer(Evaluation evaluation, Frame frame, TextBuffer out, Blocks blocks, Syntax syntax) {
        this.evaluation = evaluation;
        this.frame = frame;
        this.evaluator = new Evaluator(evaluation, frame);
        this.out = out;
        this.blocks = blocks;
        this.syntax = syntax;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    Frame frame() {
        return frame;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    TextBuffer out() {
        return out;
    }

    Blocks blocks() {
        return blocks;
    }

    Syntax syntax() {
        return syntax;
    }

    /** The same renderer with other names set. */
    Renderer within(Frame other) {
        return new Renderer(evaluation, other, out, blocks, syntax);
    }

    /** The same renderer writing elsewhere. */
    Renderer into(TextBuffer other) {
        return new Renderer(evaluation, frame, other, blocks, syntax);
    }

    /** The text of the nodes: a String, a Secret or an Unknown. */
    Object capture(List<Node> nodes) {
        return capture(nodes, new TextBuffer());
    }

    private Object capture(List<Node> nodes, TextBuffer buffer) {
        try {
            into(buffer).render(nodes);
        } catch (UnknownOutput unknown) {
            return unknown.unknown();
        }
        return buffer.value();
    }

    void render(List<Node> nodes) {
        for (Node node : nodes) {
            try {
                render(node);
            } catch (OperationException e) {
                throw new TemplateError(e.getMessage(), e.hint(), node.offset());
            }
        }
    }

    private void render(Node node) {
        if (node instanceof Node.PlainText text) {
            out.append(out.isMuted() ? "" : text.text());
        } else if (node instanceof Node.Output output) {
            output(output.expression());
        } else if (node instanceof Node.If branches) {
            renderIf(branches);
        } else if (node instanceof Node.For loop) {
            new Loops(this, loop).render(evaluator.operand(loop.items()), 0);
        } else if (node instanceof Node.Set set) {
            assign(set.target(), evaluator.evaluate(set.value()));
        } else if (node instanceof Node.SetBlock set) {
            assign(set.target(), filtered(within(frame.nested()).capture(set.body()), set.filters()));
        } else if (node instanceof Node.Do statement) {
            evaluator.evaluate(statement.expression());
        } else if (node instanceof Node.Jump jump) {
            throw new LoopJump(jump.leave());
        } else {
            renderScoped(node);
        }
    }

    private void output(Expression expression) {
        if (out.isMuted()) {
            return;
        }
        Object value = evaluator.evaluate(expression);
        if (value instanceof Undefined undefined && undefined != Spread.NOTHING) {
            throw Evaluator.undefined(undefined, expression);
        }
        out.appendValue(value == Spread.NOTHING ? null : value);
    }

    private void renderScoped(Node node) {
        if (node instanceof Node.With with) {
            Renderer inner = within(frame.nested());
            for (int i = 0; i < with.targets().size(); i++) {
                inner.assign(
                        with.targets().get(i), evaluator.evaluate(with.values().get(i)));
            }
            inner.render(with.body());
        } else if (node instanceof Node.Macro macro) {
            frame.set(macro.name(), new MacroValue(macro.name(), macro.signature(), macro.body(), this));
        } else if (node instanceof Node.CallBlock call) {
            callBlock(call);
        } else if (node instanceof Node.FilterBlock filter) {
            TextBuffer buffer = new TextBuffer();
            buffer.mute(out.isMuted());
            out.appendValue(filtered(within(frame.nested()).capture(filter.body(), buffer), filter.filters()));
        } else if (node instanceof Node.Block block) {
            blocks.render(block, this);
        } else {
            new Inclusions(this).render(node);
        }
    }

    private void renderIf(Node.If branches) {
        for (Node.Branch branch : branches.branches()) {
            Object truth = evaluator.truths().of(branch.condition());
            if (truth instanceof Unknown unknown) {
                throw new UnknownOutput(unknown);
            } else if (Types.truth(truth)) {
                render(branch.body());
                return;
            }
        }
        render(branches.otherwise());
    }

    private @Nullable Object filtered(Object text, List<Filter> filters) {
        Object value = text;
        Calls calls = new Calls(evaluator);
        for (Filter filter : filters) {
            value = evaluation.filter(
                    filter.name(), value, calls.positional(filter.arguments()), calls.named(filter.arguments()));
        }
        return value;
    }

    private void callBlock(Node.CallBlock block) {
        Expression.Call call = (Expression.Call) block.call();
        Object macro = evaluator.operand(call.target());
        if (!(macro instanceof MacroValue callee)) {
            throw new OperationException("'call' needs a macro, not a value of type '" + Types.name(macro) + "'");
        }
        Calls calls = new Calls(evaluator);
        Map<String, Object> named = new LinkedHashMap<>(calls.named(call.arguments()));
        named.put("caller", new MacroValue("caller", block.signature(), block.body(), this));
        out.appendValue(callee.call(calls.positional(call.arguments()), named));
    }

    void assign(Node.Target target, @Nullable Object value) {
        if (target instanceof Node.Target.Variable variable) {
            frame.set(variable.name(), value);
        } else if (target instanceof Node.Target.Member member) {
            Object namespace = frame.has(member.namespace()) ? frame.get(member.namespace()) : null;
            if (!(namespace instanceof NamespaceValue attributes)) {
                throw new OperationException(
                        "'" + member.namespace() + "' is not a namespace, so its attributes cannot be set",
                        "make one: set " + member.namespace() + " = namespace()");
            }
            attributes.set(member.attribute(), value);
        } else if (target instanceof Node.Target.Several several) {
            unpack(several.targets(), value);
        }
    }

    private void unpack(List<Node.Target> targets, @Nullable Object value) {
        if (value instanceof Unknown) {
            targets.forEach(target -> assign(target, value));
            return;
        } else if (value instanceof Undefined undefined) {
            throw Spread.undefined(undefined);
        }
        Object plain = Evaluator.clear(value);
        List<Object> items = new ArrayList<>(Types.items(plain));
        if (items.size() != targets.size()) {
            String problem = items.size() < targets.size() ? "not enough" : "too many";
            throw new OperationException(
                    problem + " values to unpack: " + targets.size() + " expected, " + items.size() + " given");
        }
        for (int i = 0; i < items.size(); i++) {
            assign(targets.get(i), value == plain ? items.get(i) : Spread.hidden(items.get(i)));
        }
    }
}
