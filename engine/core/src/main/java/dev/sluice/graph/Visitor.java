package dev.sluice.graph;

/**
 * What a {@link Walker} does at each vertex.
 *
 * @param <V> the vertices
 */
public interface Visitor<V> {
    /**
     * Called once for a vertex, on a thread of the executor, when all that it waits for has ended.
     *
     * <p>What it throws is a defect: the walk starts nothing new, lets running visits end and throws it on.
     */
    Outcome<V> visit(V vertex);

    /**
     * Called once for a vertex that is not visited, on the walking thread, before anything that waits for it is begun.
     *
     * @param because the failed vertex that is the root of it
     */
    default void skipped(V vertex, V because) {}

    /** How a visit ended. */
    sealed interface Outcome<V> {
        /** It went well. */
        record Done<V>() implements Outcome<V> {}

        /** It failed, and with it everything that needs it. */
        record Failed<V>() implements Outcome<V> {}

        /**
         * It went well and there is more to do before anything that waits for it: the whole part is walked first. If a
         * vertex of the part fails, so does, because of it, everything that needs the expanded vertex.
         *
         * @param part vertices that are in no other part of the graph
         */
        record Expanded<V>(Graph<V> part) implements Outcome<V> {}

        static <V> Outcome<V> done() {
            return new Done<>();
        }

        static <V> Outcome<V> failed() {
            return new Failed<>();
        }

        static <V> Outcome<V> expanded(Graph<V> part) {
            return new Expanded<>(part);
        }
    }
}
