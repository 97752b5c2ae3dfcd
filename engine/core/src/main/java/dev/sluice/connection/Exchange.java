package dev.sluice.connection;

import java.time.Duration;

/** What is done with the answer to one request. Its methods are called under the shell's lock, in order. */
interface Exchange {
    void output(byte[] bytes, int offset, int length);

    void error(byte[] bytes, int offset, int length);

    /** A marker on the output other than those of the shell itself. */
    default void outputMarker(String fields) {}

    /** A marker on the error output other than those of the shell itself. */
    default void errorMarker(String fields) {}

    /** How long the part that is running now may run, counted from {@link #startedAt()}. */
    Duration limit();

    /** When the part that is running now was started, in {@link System#nanoTime()}; 0 before the first. */
    long startedAt();

    /** Told when the script begins to run. */
    void started(long now);

    /** Whether there is more output than can be taken, so that the script has to be ended. */
    default boolean isFlooded() {
        return false;
    }

    /** How long the script gets to end itself before it is killed. */
    Duration grace();
}
