package dev.sluice.graph;

/**
 * A vertex that comes after another.
 *
 * @param from what comes first
 * @param to what comes after it
 * @param kind what {@code to} makes of a failure of {@code from}
 * @param label why, for pictures; may be empty
 */
public record Edge<V>(V from, V to, Kind kind, String label) {
    /** What a vertex makes of the failure of one before it. */
    public enum Kind {
        /** It cannot go on: it is skipped because of the failure. */
        NEEDS,
        /** It only waits for its end, however that is. */
        AFTER
    }
}
