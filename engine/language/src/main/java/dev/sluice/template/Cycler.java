package dev.sluice.template;

import dev.sluice.python.Invocable;
import dev.sluice.python.OperationException;
import dev.sluice.python.ScriptObject;
import dev.sluice.spi.value.Undefined;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code cycler(...)} makes: its {@code next()} gives one value after the other, over and over. */
final class Cycler implements ScriptObject {
    private final List<Object> values;
    private int position;

    Cycler(List<Object> values) {
        if (values.isEmpty()) {
            throw new OperationException("at least one item has to be provided");
        }
        this.values = values;
    }

    @Override
    public String typeName() {
        return "Cycler";
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "next" -> (Invocable) (positional, named) -> next();
            case "current" -> values.get(position);
            case "reset" -> (Invocable) (positional, named) -> reset();
            default -> new Undefined(name, "a cycler has next(), current and reset()");
        };
    }

    private @Nullable Object next() {
        Object value = values.get(position);
        position = (position + 1) % values.size();
        return value;
    }

    private @Nullable Object reset() {
        position = 0;
        return null;
    }
}
