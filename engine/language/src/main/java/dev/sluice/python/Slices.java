package dev.sluice.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Positions and slices of lists and texts; negative positions count from the end. */
public final class Slices {
    private Slices() {}

    /** The position within a sequence of this length, or -1 if there is nothing at it. */
    public static int position(long index, int length) {
        long position = index < 0 ? index + length : index;
        return position >= 0 && position < length ? (int) position : -1;
    }

    /** The part {@code [start:stop:step]}; a bound that is null is the end that the step's direction implies. */
    public static Object slice(
            @Nullable Object value, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
        long stride = step == null ? 1 : bound(step);
        if (stride == 0) {
            throw new OperationException("slice step cannot be zero");
        }
        if (value instanceof String text) {
            int[] points = text.codePoints().toArray();
            StringBuilder out = new StringBuilder();
            for (Object position : positions(points.length, start, stop, stride)) {
                out.appendCodePoint(points[((Long) position).intValue()]);
            }
            return out.toString();
        } else if (value instanceof List<?> list) {
            OwnList out = new OwnList();
            for (Object position : positions(list.size(), start, stop, stride)) {
                out.add(list.get(((Long) position).intValue()));
            }
            return value instanceof Tuple ? Tuple.copyOf(out) : out;
        }
        throw new OperationException("'" + Types.name(value) + "' object cannot be sliced");
    }

    private static List<Object> positions(int length, @Nullable Object start, @Nullable Object stop, long stride) {
        long from = start == null ? (stride > 0 ? 0 : length - 1L) : clamp(bound(start), length, stride);
        long to = stop == null ? (stride > 0 ? length : -1L) : clamp(bound(stop), length, stride);
        return Range.of(from, to, stride);
    }

    private static long clamp(long bound, int length, long stride) {
        long position = bound < 0 ? bound + length : bound;
        long lowest = stride > 0 ? 0 : -1;
        long highest = stride > 0 ? length : length - 1L;
        return Math.max(lowest, Math.min(highest, position));
    }

    private static long bound(Object value) {
        if (Types.isInteger(value) || value instanceof Boolean) {
            return Numbers.integer(value)
                    .min(java.math.BigInteger.valueOf(Integer.MAX_VALUE))
                    .max(java.math.BigInteger.valueOf(Integer.MIN_VALUE))
                    .longValue();
        }
        throw new OperationException("slice indices must be integers or none, not " + Types.name(value));
    }
}
