package dev.sluice.python;

/** Bounds on what one expression may produce, so that a mistake is an error and not a machine without memory. */
public final class Limits {
    /** Characters that one text may have: 64 Mi. */
    public static final int TEXT = 64 * 1024 * 1024;

    /** Items that a range, a repetition or a product of lists may have: 10 million. */
    public static final int RANGE = 10_000_000;

    /** Rows that a product, permutations or combinations may have: one million. */
    private static final int ROWS = 1_000_000;

    /** Bits that an integer may have. */
    static final int INTEGER_BITS = 1 << 20;

    private Limits() {}

    /** Fails if a text of this many characters would be too long. */
    public static void checkText(long characters) {
        if (characters > TEXT) {
            throw new OperationException("a text of " + characters + " characters exceeds the limit of " + TEXT);
        }
    }

    /** Fails if so many rows would be made. */
    public static void checkRows(double rows) {
        if (rows > ROWS) {
            throw new OperationException("more than " + ROWS + " rows exceed the limit");
        }
    }

    /** Fails if a list of this many items would be too long. */
    public static void checkItems(long items) {
        if (items > RANGE) {
            throw new OperationException("a list of " + items + " items exceeds the limit of " + RANGE);
        }
    }
}
