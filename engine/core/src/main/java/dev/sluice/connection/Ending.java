package dev.sluice.connection;

/**
 * How a request ended.
 *
 * @param code the script's exit status
 * @param stop why it was ended from outside
 */
record Ending(int code, Stop stop) {
    /** What ended a script. */
    enum Stop {
        /** It ended by itself. */
        NONE,
        LIMIT,
        FLOOD,
        INTERRUPT
    }
}
