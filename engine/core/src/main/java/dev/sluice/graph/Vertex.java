package dev.sluice.graph;

/**
 * How a vertex is drawn.
 *
 * @param value the vertex itself
 * @param label its text; may have several lines
 * @param group what it belongs to, e.g. a phase; empty for nothing
 */
public record Vertex<V>(V value, String label, String group) {}
