package dev.sluice.template.filter;

import dev.sluice.spi.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to a part of a value, as filters take it: {@code 'a.b.0'} or an index. */
final class AttributePath {
    private final List<Object> steps = new ArrayList<>();

    private AttributePath() {}

    /** The path of an attribute argument; the empty path, to the value itself, for null. */
    static AttributePath of(@Nullable Object attribute) {
        AttributePath path = new AttributePath();
        if (attribute instanceof String text) {
            for (String step : text.split("\\.", -1)) {
                boolean index = !step.isEmpty() && step.chars().allMatch(Character::isDigit);
                path.steps.add(index ? (Object) Long.valueOf(step) : step);
            }
        } else if (attribute != null) {
            path.steps.add(attribute);
        }
        return path;
    }

    @Nullable
    Object of(@Nullable Object value, @Nullable Object otherwise) {
        Object found = from(value);
        return found instanceof Undefined && otherwise != null ? otherwise : found;
    }

    @Nullable
    Object from(@Nullable Object value) {
        Object part = value;
        for (Object step : steps) {
            part = Spread.item(part, step);
        }
        return part;
    }
}
