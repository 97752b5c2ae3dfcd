package dev.sluice.overlay;

import java.util.Arrays;

/** Numbers of layers in rising order. */
final class Numbers {
    private int[] numbers = new int[2];
    private int size;

    /** Adds a number in its place. */
    void add(int number) {
        int found = Arrays.binarySearch(numbers, 0, size, number);
        if (found >= 0) {
            return;
        }
        int place = -found - 1;
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        System.arraycopy(numbers, place, numbers, place + 1, size - place);
        numbers[place] = number;
        size++;
    }

    /** The smallest number above a limit; {@link Integer#MAX_VALUE} if there is none. */
    int above(int limit) {
        int found = Arrays.binarySearch(numbers, 0, size, limit + 1);
        int place = found >= 0 ? found : -found - 1;
        return place < size ? numbers[place] : Integer.MAX_VALUE;
    }
}
