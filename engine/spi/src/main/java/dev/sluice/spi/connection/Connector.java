package dev.sluice.spi.connection;

import dev.sluice.spi.Target;

/** Opens sessions of one kind. Thread-safe. */
public interface Connector {
    /** The value of {@code connection} (or {@code ansible_connection}) that selects it, e.g. {@code ssh}. */
    String name();

    /**
     * Whether its sessions answer the facts and carry out the steps of a protocol. Every session can sleep
     * ({@link dev.sluice.spi.Steps.Sleep}).
     */
    boolean understands(Protocol protocol);

    /**
     * What tells a machine from the others that this kind of connection reaches: two targets with the same are one machine
     * under two names. What is read, predicted and locked is theirs together.
     *
     * @param target as in {@link #open}
     */
    default String machine(Target target) {
        return target.name();
    }

    /**
     * Opens a session. Sessions to the same target share one connection where the kind allows it.
     *
     * @param target with the variables that say how to reach it ({@code ansible_host}, {@code ansible_port}, ...)
     * @param become as whom; {@link Become#NONE} for the connection's own user
     * @throws UnreachableException if it cannot be opened within the connect timeout
     */
    Session open(Target target, Become become) throws UnreachableException;

    /** Closes what sessions share. Called once, at the end of the run. */
    default void close() {}
}
