package dev.sluice.python;

import java.time.Duration;

/**
 * A text for one regular expression. Reading it fails once that has taken too long: an expression that backtracks can take
 * longer than anybody waits.
 */
final class TimedText implements CharSequence {
    static final Duration MOST = Duration.ofSeconds(5);
    private static final int READ_BETWEEN_LOOKS = 1 << 16;

    private final String text;
    private final Duration most;
    private final long deadline;
    private int read;

    TimedText(String text, Duration most) {
        this.text = text;
        this.most = most;
        this.deadline = System.nanoTime() + most.toNanos();
    }

    @Override
    public char charAt(int index) {
        if (++read == READ_BETWEEN_LOOKS) {
            read = 0;
            if (System.nanoTime() - deadline > 0) {
                throw new OperationException(
                        "the regular expression took longer than " + most.toSeconds() + " s on a text of "
                                + text.length() + " characters",
                        "repetitions within repetitions, such as (a+)+, try every way to divide the text");
            }
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
