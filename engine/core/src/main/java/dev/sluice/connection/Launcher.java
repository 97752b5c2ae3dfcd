package dev.sluice.connection;

import dev.sluice.spi.connection.UnreachableException;

/** Starts processes on one target as the connection's own user. Thread-safe. */
interface Launcher {
    /**
     * @param commandLine for the user's login shell, whichever that is
     * @param terminal whether it gets a pseudo terminal, on which output and error output are one
     */
    Transport launch(String commandLine, boolean terminal, Transport.Receiver receiver) throws UnreachableException;

    /** The target in messages: {@code web1 (10.0.10.1:22)}. */
    String describe();

    /** The connection's own user. */
    String user();
}
