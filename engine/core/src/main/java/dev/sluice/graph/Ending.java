package dev.sluice.graph;

/**
 * What became of a vertex in a walk.
 *
 * @param <V> the vertices
 */
public sealed interface Ending<V> {
    /** Its visit went well. */
    record Done<V>() implements Ending<V> {}

    /** Its visit failed. */
    record Failed<V>() implements Ending<V> {}

    /**
     * It was not visited, because something that it needs failed.
     *
     * @param because the failed vertex that is the root of it; the one of highest priority if there are several
     */
    record Skipped<V>(V because) implements Ending<V> {}

    /** It was not visited, because the walk was cancelled before. */
    record NotBegun<V>() implements Ending<V> {}
}
