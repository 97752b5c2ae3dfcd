package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.PythonRandom;
import dev.sluice.python.Range;
import dev.sluice.python.Types;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Filters that choose at random. With a seed they choose what Python chooses with that seed. */
final class RandomFilters implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(Handling.WHOLE, "random(start?, step?, seed?)", "shuffle(seed?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "random" -> choose(call);
            case "shuffle" -> shuffle(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private interface Chooser {
        long below(long bound);
    }

    private static Chooser chooser(Call call) {
        Object seed = call.get("seed");
        if (seed != null) {
            PythonRandom random = PythonRandom.seeded(seed);
            return random::below;
        }
        RandomGenerator random = call.context().random();
        return random::nextLong;
    }

    private static @Nullable Object choose(Call call) {
        if (call.value() instanceof Long end) {
            long start = call.integer("start", 0);
            long step = call.integer("step", 1);
            return start + step * chooser(call).below(notEmpty(Range.size(start, end, step)));
        }
        List<Object> items = sequence(call);
        return items.get((int) chooser(call).below(notEmpty(items.size())));
    }

    private static long notEmpty(long size) {
        if (size == 0) {
            throw new OperationException("cannot choose from an empty sequence");
        }
        return size;
    }

    private static List<Object> sequence(Call call) {
        if (call.has("start") || call.has("step")) {
            throw new OperationException("start and step can only be used with integer values");
        } else if (!Types.isIterable(call.value())) {
            throw new OperationException("'random' needs a sequence or a whole number");
        }
        return call.items();
    }

    private static List<Object> shuffle(Call call) {
        OwnList items = new OwnList(call.items());
        Chooser chooser = chooser(call);
        for (int i = items.size() - 1; i > 0; i--) {
            int other = (int) chooser.below(i + 1L);
            Object item = items.get(i);
            items.set(i, items.get(other));
            items.set(other, item);
        }
        return items;
    }
}
