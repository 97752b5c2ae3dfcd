package dev.sluice.graph;

import java.util.List;

/** Vertices wait for each other in a circle, so none of them could ever begin. */
public final class CyclicGraphException extends RuntimeException {
    private final transient List<?> cycle;

    CyclicGraphException(String message, List<?> cycle) {
        super(message);
        this.cycle = List.copyOf(cycle);
    }

    /** The vertices of the circle, each waiting for the one before it; the first is not repeated at the end. */
    public List<?> cycle() {
        return cycle;
    }
}
