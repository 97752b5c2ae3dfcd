package dev.sluice.spi;

import dev.sluice.spi.connection.Connector;
import java.util.List;

/** A family of modules, found by {@link java.util.ServiceLoader}. */
public interface Family {
    /** E.g. {@code storage}. */
    String name();

    List<Module<?>> modules();

    /** Every record class that implements {@link Fact}, so that fact files can be read. */
    List<Class<? extends Fact<?>>> facts();

    /** The connections that the family brings. */
    default List<Connector> connectors() {
        return List.of();
    }
}
