package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Renders a loop. Each round has its own names; what it sets is gone in the next. */
final class Loops {
    private static final int MOST_DEPTH = 100;

    private final Renderer renderer;
    private final Node.For loop;

    Loops(Renderer renderer, Node.For loop) {
        this.renderer = renderer;
        this.loop = loop;
    }

    void render(@Nullable Object value, int depth) {
        if (depth > MOST_DEPTH) {
            throw new OperationException("the loop calls itself more than " + MOST_DEPTH + " levels deep");
        }
        List<Object> items = selected(items(value));
        Loop state = new Loop(items, depth, loop.recursive() ? recursion() : null);
        for (int i = 0; i < items.size(); i++) {
            renderer.evaluator().evaluation().step();
            state.moveTo(i);
            Frame frame = renderer.frame().nested();
            frame.set("loop", state);
            Renderer round = renderer.within(frame);
            round.assign(loop.target(), items.get(i));
            try {
                round.render(loop.body());
            } catch (LoopJump jump) {
                if (jump.leave()) {
                    break;
                }
            }
        }
        if (items.isEmpty()) {
            renderer.within(renderer.frame().nested()).render(loop.otherwise());
        }
    }

    private BiFunction<Object, Integer, Object> recursion() {
        return (items, depth) -> {
            TextBuffer buffer = new TextBuffer();
            try {
                new Loops(renderer.into(buffer), loop).render(items, depth);
            } catch (UnknownOutput unknown) {
                return unknown.unknown();
            }
            return buffer.value();
        };
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static List<Object> items(@Nullable Object value) {
        if (value instanceof Unknown unknown) {
            throw new UnknownOutput(unknown);
        } else if (value instanceof Undefined undefined) {
            throw Spread.undefined(undefined);
        } else if (value instanceof Secret secret) {
            List<Object> hidden = new ArrayList<>();
            Types.items(secret.value()).forEach(item -> hidden.add(Spread.hidden(item)));
            return hidden;
        }
        return new ArrayList<>(Types.items(value));
    }

    private List<Object> selected(List<Object> items) {
        Expression filter = loop.filter();
        if (filter == null) {
            return items;
        }
        List<Object> selected = new ArrayList<>();
        for (Object item : items) {
            renderer.evaluator().evaluation().step();
            Renderer round = renderer.within(renderer.frame().nested());
            round.assign(loop.target(), item);
            Object truth = round.evaluator().truths().of(filter);
            if (truth instanceof Unknown unknown) {
                throw new UnknownOutput(unknown);
            } else if (Types.truth(truth)) {
                selected.add(item);
            }
        }
        return selected;
    }
}
