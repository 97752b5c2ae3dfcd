package dev.sluice.spi;

/**
 * How a change alters facts: data that says which answers are in reach, each with a pure function from the old answer to
 * the new one. Implement it as a record.
 *
 * <pre>{@code
 * record HostNamed(String name) implements Effect {
 *     public void alter(Alterations alterations) {
 *         alterations.set(NodeName.class, Reach.everything(), name);
 *     }
 * }
 * }</pre>
 */
public interface Effect {
    /** Says what this effect alters; always the same. */
    void alter(Alterations alterations);
}
