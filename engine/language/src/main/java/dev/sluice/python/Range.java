package dev.sluice.python;

import java.util.AbstractList;

/** Evenly spaced integers, computed when they are asked for. */
public final class Range extends AbstractList<Object> {
    private final long start;
    private final long stop;
    private final long step;
    private final int size;

    private Range(long start, long stop, long step, int size) {
        this.start = start;
        this.stop = stop;
        this.step = step;
        this.size = size;
    }

    /**
     * The integers from start up to, and without, stop.
     *
     * @throws OperationException if the step is zero or there would be more than {@link Limits#RANGE} numbers
     */
    public static Range of(long start, long stop, long step) {
        long size = size(start, stop, step);
        if (size > Limits.RANGE) {
            throw new OperationException("a range of " + size + " numbers exceeds the limit of " + Limits.RANGE);
        }
        return new Range(start, stop, step, (int) size);
    }

    /**
     * How many integers there are from start up to, and without, stop.
     *
     * @throws OperationException if the step is zero
     */
    public static long size(long start, long stop, long step) {
        if (step == 0) {
            throw new OperationException("range() arg 3 must not be zero");
        }
        long distance = step > 0 ? stop - start : start - stop;
        return distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
    }

    @Override
    public Object get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return start + index * step;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
    }
}
